import { Button, NumberInput, Radio, Select } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { JobPriority } from '@rota/contracts/client';
import { Play, TriangleAlert } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { formatDuration } from '../../components/format-time.ts';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { toFailure } from '../../failure.ts';
import classes from './demo-job-form.module.css';
import {
  demoEndings,
  fieldOf,
  firstDemoJobValues,
  type DemoEnding,
  type DemoJobValues,
} from './demo-job-values.ts';

const endingNames: DemoEnding[] = Object.keys(demoEndings).filter(isEnding);
const priorities: Record<JobPriority, string> = { high: 'High', normal: 'Normal', low: 'Low' };

/** What the form is told. */
export interface DemoJobFormProps {
  isPending: boolean;
  /** What the last try threw; violations are shown at their fields. */
  error: unknown;
  onSubmit: (values: DemoJobValues) => void;
}

/** Asks how the demonstration is to go. */
export function DemoJobForm({ isPending, error, onSubmit }: DemoJobFormProps) {
  const form = useForm<DemoJobValues>({
    initialValues: firstDemoJobValues,
    validate: {
      steps: whole({ from: 0, to: 100_000 }),
      stepMilliseconds: whole({ from: 0, to: 3_600_000 }),
      faultStep: (value, { ending }) =>
        ending === 'completes' ? null : whole({ from: 1, to: 100_000 })(value),
      maxAttempts: whole({ from: 1, to: 100 }),
      delaySeconds: whole({ from: 0, to: 86_400 }),
    },
  });
  useServerErrors(error, form.setFieldError);
  const { ending, steps, stepMilliseconds } = form.getValues();
  const unplaced = error ? toFailure(error) : undefined;
  const isPlaced = unplaced?.violations.some(({ pointer }) => fieldOf(pointer)) ?? false;
  return (
    <form className={classes['form']} onSubmit={form.onSubmit(onSubmit)} noValidate>
      {unplaced && !isPlaced && (
        <Notice icon={TriangleAlert} tone="negative" title={unplaced.title} role="alert">
          {unplaced.detail}
        </Notice>
      )}
      <Panel title="How it ends">
        <Radio.Group {...form.getInputProps('ending')} aria-label="How it ends">
          <div className={classes['endings']}>
            {endingNames.map((name) => (
              <Radio.Card key={name} value={name} className={classes['ending']}>
                <Radio.Indicator size="xs" className={classes['dot']} />
                <span>
                  <span className={classes['label']}>{demoEndings[name].label}</span>
                  <span className={classes['description']}>{demoEndings[name].description}</span>
                </span>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
      </Panel>
      <Panel title="How it goes">
        <div className={classes['fields']}>
          <NumberInput label="Steps" min={0} {...form.getInputProps('steps')} />
          <NumberInput
            label="Time per step"
            suffix=" ms"
            min={0}
            step={100}
            {...form.getInputProps('stepMilliseconds')}
          />
          {ending !== 'completes' && (
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
      </Panel>
      <div className={classes['submit']}>
        <Button type="submit" loading={isPending} leftSection={<Play size={15} aria-hidden />}>
          Run it
        </Button>
        {steps !== '' && stepMilliseconds !== '' && (
          <span className={classes['estimate']}>
            An attempt takes about {formatDuration(Number(steps) * Number(stepMilliseconds))}.
          </span>
        )}
      </div>
    </form>
  );
}

/** Puts what the server found wrong beside the fields it is about. */
function useServerErrors(
  error: unknown,
  setFieldError: (field: keyof DemoJobValues, message: string) => void,
) {
  const place = useEffectEvent((next: unknown) => {
    for (const { pointer, message } of toFailure(next).violations) {
      const field = fieldOf(pointer);
      if (field) setFieldError(field, message);
    }
  });
  useEffect(() => {
    if (error) place(error);
  }, [error]);
}

function whole({ from, to }: { from: number; to: number }): (value: number | string) => string | null {
  return (value) => {
    const isWhole = value !== '' && Number.isInteger(Number(value));
    return isWhole && Number(value) >= from && Number(value) <= to
      ? null
      : `A whole number from ${from} to ${to.toLocaleString('en')}`;
  };
}

function isEnding(text: string): text is DemoEnding {
  return Object.hasOwn(demoEndings, text);
}
