/** The rows that settings are made of: a switch, a range, a choice. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

type GroupProps = { heading: string; children: ComponentChildren };

export function Group({ heading, children }: GroupProps) {
  const id = useId();
  return (
    <section class="settings-group" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}

type SwitchProps = { label: string; hint?: string; on: boolean; onChange(on: boolean): void };

export function Switch({ label, hint, on, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div class="settings-row">
      <label class="switch">
        <input
          type="checkbox"
          checked={on}
          aria-describedby={hint === undefined ? undefined : id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
      {hint !== undefined && (
        <p class="settings-hint" id={id}>
          {hint}
        </p>
      )}
    </div>
  );
}

type RangeProps = { label: string; value: number; written: string; onChange(value: number): void };

/** 0 … 100 in steps of 5. */
export function Range({ label, value, written, onChange }: RangeProps) {
  const id = useId();
  return (
    <div class="settings-row settings-range">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="range"
        type="range"
        min={0}
        max={100}
        step={5}
        value={value}
        aria-valuetext={written}
        style={{ '--filled': `${value}%` }}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <output class="figures" for={id}>
        {written}
      </output>
    </div>
  );
}

type ChoiceProps<T extends string | number> = {
  label: string;
  value: T;
  options: readonly { value: T; label: string; name?: string }[];
  onChange(value: T): void;
};

export function Choice<T extends string | number>({ label, value, options, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="settings-row">
      <legend>{label}</legend>
      <div class="choices">
        {options.map((option) => (
          <label class="choice" key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              aria-label={option.name}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
