import { Button } from '@mantine/core';
import { Play, TriangleAlert } from 'lucide-react';
import { ChoiceCards, type Choice } from '../../components/choice-cards.tsx';
import { formatDuration } from '../../components/format-time.ts';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { toFailure } from '../../components/failure.ts';
import { DemoJobFields } from './demo-job-fields.tsx';
import classes from './demo-job-form.module.css';
import { demoEndings, fieldOf, type DemoEnding, type DemoJobValues } from './demo-job-values.ts';
import { useDemoJobForm } from './use-demo-job-form.ts';

const endings: Choice<DemoEnding>[] = Object.keys(demoEndings)
  .filter(isEnding)
  .map((value) => ({ value, ...demoEndings[value] }));

/** Asks how the demonstration is to go. `error`: what the last try threw; violations are shown at their fields. */
export function DemoJobForm({
  isPending,
  error,
  onSubmit,
}: {
  isPending: boolean;
  error: unknown;
  onSubmit: (values: DemoJobValues) => void;
}) {
  const form = useDemoJobForm(error);
  const values = form.getValues();
  return (
    <form className={classes['form']} onSubmit={form.onSubmit(onSubmit)} noValidate>
      {error ? <UnplacedFailure error={error} /> : null}
      <Panel title="How it ends">
        <ChoiceCards
          label="How it ends"
          choices={endings}
          value={values.ending}
          onChange={(ending) => form.setFieldValue('ending', ending)}
        />
      </Panel>
      <Panel title="How it goes">
        <DemoJobFields form={form} />
      </Panel>
      <div className={classes['submit']}>
        <Button type="submit" loading={isPending} leftSection={<Play size={15} aria-hidden />}>
          Run it
        </Button>
        <Estimate {...values} />
      </div>
    </form>
  );
}

/** A failure that is about no field of the form. */
function UnplacedFailure({ error }: { error: unknown }) {
  const { title, detail, violations } = toFailure(error);
  if (violations.some(({ pointer }) => fieldOf(pointer))) return null;
  return (
    <Notice icon={TriangleAlert} tone="negative" title={title} role="alert">
      {detail}
    </Notice>
  );
}

function Estimate({ steps, stepMilliseconds }: DemoJobValues) {
  if (steps === '' || stepMilliseconds === '') return null;
  return (
    <span className={classes['estimate']}>
      An attempt takes about {formatDuration(Number(steps) * Number(stepMilliseconds))}.
    </span>
  );
}

function isEnding(text: string): text is DemoEnding {
  return Object.hasOwn(demoEndings, text);
}
