/**
 * The classifications that textbooks teach, as one tree over the entries of the field guide: what the guest is given, where
 * the hypervisor stands, where the boundary runs, who is who, and what is sold as one. Each entry says its own classes; here
 * is only how they are sorted, so that an entry that is added or reclassed is in the tree at once.
 */
import type { GuideClass, GuideEntry, GuideNode } from './guide.ts';

type Virtualization = NonNullable<GuideClass['virtualization']>[number];

/** What a technique gives its guests. Those that mix are the spectrum between paravirtual and hardware-assisted. */
export const GIVEN = ['full', 'para', 'spectrum', 'hardware', 'os', 'partial', 'none'] as const;
type Given = (typeof GIVEN)[number];

function givenBy({ class: { virtualization = [] } }: GuideNode): Given | null {
  const gives = (kind: Virtualization): boolean => virtualization.includes(kind);
  if (gives('para') && (gives('hardware') || gives('full'))) return 'spectrum';
  return (['hardware', 'para', 'os', 'partial', 'full', 'none'] as const).find(gives) ?? null;
}

export const AXES = ['given', 'type', 'boundary', 'side', 'integrated'] as const;
export type Axis = (typeof AXES)[number];
/** `id`: a class of the axis; '' where the axis is not divided */
export type Branch = { id: string; leaves: GuideEntry[] };

const only = <T>(values: readonly T[] | undefined, value: T): boolean => values?.length === 1 && values[0] === value;

/** Entries of these kinds are on the axes; the others are explained where they are used. */
const isTechnique = ({ kind }: GuideNode): boolean => kind === 'technique';

/** What is of one type alone: whatever can be of both is said to be neither. */
const ofType = (entry: GuideNode, type: '1' | '2'): boolean =>
  (isTechnique(entry) || entry.id.startsWith('type-')) && only(entry.class.type, type);

/** The terms by which the two sides are called. */
const SIDES = ['guest', 'host'] as const;

/** The branches of an axis, in the order in which they are taught; none is empty. */
export function branchesOf(axis: Axis, entries: readonly GuideEntry[]): Branch[] {
  const by = (id: string, is: (entry: GuideEntry) => boolean): Branch => ({ id, leaves: entries.filter(is) });
  const all: Readonly<Record<Axis, () => Branch[]>> = {
    given: () => GIVEN.map((given) => by(given, (entry) => isTechnique(entry) && givenBy(entry) === given)),
    type: () => (['1', '2'] as const).map((type) => by(type, (entry) => ofType(entry, type))),
    boundary: () =>
      (['application', 'environment', 'os'] as const).map((boundary) =>
        by(boundary, (entry) => isTechnique(entry) && (entry.class.boundary ?? []).includes(boundary)),
      ),
    side: () => SIDES.map((side) => by(side, (entry) => entry.kind === 'term' && entry.id === side)),
    integrated: () => [by('', ({ kind }) => kind === 'platform')],
  };
  return all[axis]().filter(({ leaves }) => leaves.length > 0);
}
