import { Radio } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import classes from './choice-cards.module.css';

/** One of a few things, with room to say what it means. */
export interface Choice<Value extends string> {
  value: Value;
  label: string;
  description: string;
  icon?: LucideIcon;
}

/** Radio buttons as cards, in as many columns as there is room for. `label` is for screen readers. */
export function ChoiceCards<Value extends string>({
  label,
  choices,
  value,
  isDisabled = false,
  onChange,
}: {
  label: string;
  choices: Choice<Value>[];
  value: Value;
  isDisabled?: boolean;
  onChange: (value: Value) => void;
}) {
  return (
    <Radio.Group
      value={value}
      aria-label={label}
      onChange={(text) => {
        const chosen = choices.find((choice) => choice.value === text);
        if (chosen) onChange(chosen.value);
      }}
    >
      <div className={classes['choices']}>
        {choices.map((choice) => (
          <Card key={choice.value} choice={choice} isDisabled={isDisabled} />
        ))}
      </div>
    </Radio.Group>
  );
}

function Card({
  choice: { value, label, description, icon: Icon },
  isDisabled,
}: {
  choice: Choice<string>;
  isDisabled: boolean;
}) {
  return (
    <Radio.Card value={value} className={classes['choice']} disabled={isDisabled}>
      {Icon && <Icon size={18} aria-hidden className={classes['icon']} />}
      <span className={classes['words']}>
        <span className={classes['label']}>{label}</span>
        <span className={classes['description']}>{description}</span>
      </span>
      <Radio.Indicator size="xs" className={classes['indicator']} />
    </Radio.Card>
  );
}
