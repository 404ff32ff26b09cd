/** Stand-ins for the browser's storage: two tabs over one area, and the ways in which real ones fail. */
import { type Area, PREFIX } from '../../src/session/slots.ts';

export class MemoryArea implements Area {
  readonly items = new Map<string, string>();

  keys(): string[] {
    return [...this.items.keys()];
  }

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}

const quotaError = () => new DOMException('no room', 'QuotaExceededError');

/** Every n-th write fails; `torn` ones leave half of the text behind, as a crash in mid-write would. */
export class FailingArea extends MemoryArea {
  writes = 0;

  constructor(
    private readonly fails: (write: number) => 'no' | 'quota' | 'torn',
    readonly inner = new MemoryArea(),
  ) {
    super();
  }

  override keys(): string[] {
    return this.inner.keys();
  }

  override getItem(key: string): string | null {
    return this.inner.getItem(key);
  }

  override setItem(key: string, value: string): void {
    const fate = this.fails(this.writes++);
    if (fate === 'quota') throw quotaError();
    this.inner.setItem(key, fate === 'torn' ? value.slice(0, Math.floor(value.length / 2)) : value);
    if (fate === 'torn') throw quotaError();
  }

  override removeItem(key: string): void {
    this.inner.removeItem(key);
  }
}

const deaf = (_: string | null): void => undefined;

type Write = { from: number; key: string; value: string | null };

const put = (items: Map<string, string>, key: string, value: string | null): void => {
  if (value === null) items.delete(key);
  else items.set(key, value);
};

/**
 * One storage seen by several tabs, as browsers with one process per tab do it: a tab sees its own writes at once and the
 * others' only when a message arrives; the last write in the common order stays.
 */
export class SharedArea {
  private readonly order: Write[] = [];
  private readonly tabs: { area: MemoryArea; seen: number; heard: (key: string | null) => void }[] = [];

  tab(): { area: () => Area; tab: string; others: (heard: (key: string | null) => void) => () => void } {
    const index = this.tabs.length;
    const local = new MemoryArea();
    for (const { key, value } of this.order) put(local.items, key, value);
    const tab = { area: local, seen: this.order.length, heard: deaf };
    this.tabs.push(tab);
    const area: Area = {
      keys: () => local.keys(),
      getItem: (key) => local.getItem(key),
      setItem: (key, value) => {
        local.setItem(key, value);
        this.order.push({ from: index, key, value });
      },
      removeItem: (key) => {
        local.removeItem(key);
        this.order.push({ from: index, key, value: null });
      },
    };
    const others = (heard: (key: string | null) => void) => {
      tab.heard = heard;
      return () => {
        tab.heard = deaf;
      };
    };
    return { area: () => area, tab: `tab-${String(index).padStart(4, '0')}`, others };
  }

  /** Delivers one message to a tab; false when it has heard everything. */
  deliver(index: number): boolean {
    const tab = this.tabs[index];
    const write = tab && this.order[tab.seen];
    if (!tab || !write) return false;
    tab.seen++;
    if (write.from !== index) put(tab.area.items, write.key, write.value);
    if (write.from !== index) tab.heard(write.key);
    return true;
  }

  /** Delivers until nobody has anything left to say; throws when the tabs never come to rest. */
  settle(): void {
    for (let rounds = 0; rounds < 10_000; rounds++) {
      const moved = this.tabs.map((_, i) => this.deliver(i));
      if (!moved.includes(true)) return;
    }
    throw new Error('the tabs keep answering each other');
  }

  /** what a tab that opens now would find */
  private now(): Map<string, string> {
    const items = new Map<string, string>();
    for (const { key, value } of this.order) put(items, key, value);
    items.delete(`${PREFIX}probe`);
    return items;
  }

  keys(): string[] {
    return [...this.now().keys()];
  }

  texts(): string[] {
    return [...this.now().values()];
  }
}
