import { NumberInput, Select } from '@mantine/core';
import type { JobPriority } from '@rota/contracts/client';
import classes from './demo-job-fields.module.css';
import type { DemoJobFormState } from './use-demo-job-form.ts';

const priorities: Record<JobPriority, string> = { high: 'High', normal: 'Normal', low: 'Low' };

/** How long the demonstration is, and how the queue treats it. */
export function DemoJobFields({ form }: { form: DemoJobFormState }) {
  return (
    <div className={classes['fields']}>
      <NumberInput label="Steps" min={0} {...form.getInputProps('steps')} />
      <NumberInput
        label="Time per step"
        suffix=" ms"
        min={0}
        step={100}
        {...form.getInputProps('stepMilliseconds')}
      />
      {form.getValues().ending !== 'completes' && (
        <NumberInput label="Goes wrong at step" min={1} {...form.getInputProps('faultStep')} />
      )}
      <NumberInput label="Attempts at most" min={1} max={100} {...form.getInputProps('maxAttempts')} />
      <NumberInput label="Begins in" suffix=" s" min={0} {...form.getInputProps('delaySeconds')} />
      <Select
        label="Priority"
        data={Object.entries(priorities).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('priority')}
      />
    </div>
  );
}
