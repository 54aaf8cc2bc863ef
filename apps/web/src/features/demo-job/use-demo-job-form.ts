import { useForm } from '@mantine/form';
import { useEffect, useEffectEvent } from 'react';
import { toFailure } from '../../components/failure.ts';
import { fieldOf, firstDemoJobValues, type DemoJobValues } from './demo-job-values.ts';

/**
 * The state of the form, checked against the limits of the contract before it is sent. What the server found wrong
 * (`error`, as the SDK threw it) is shown beside the fields it is about.
 */
export function useDemoJobForm(error: unknown) {
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
  const place = useEffectEvent((next: unknown) => {
    for (const { pointer, message } of toFailure(next).violations) {
      const field = fieldOf(pointer);
      if (field) form.setFieldError(field, message);
    }
  });
  useEffect(() => {
    if (error) place(error);
  }, [error]);
  return form;
}

/** What {@link useDemoJobForm} gives. */
export type DemoJobFormState = ReturnType<typeof useDemoJobForm>;

function whole({ from, to }: { from: number; to: number }): (value: number | string) => string | null {
  return (value) => {
    const isWhole = value !== '' && Number.isInteger(Number(value));
    return isWhole && Number(value) >= from && Number(value) <= to
      ? null
      : `A whole number from ${from} to ${to.toLocaleString('en')}`;
  };
}
