import { describe, expect, it } from 'vitest';
import { exampleJob } from '../testing/example-job.ts';
import { addEvent, applyChange } from './job-changes.ts';

describe('a change of a job', () => {
  it('keeps input and output, which events do not carry', () => {
    const held = exampleJob(1, { input: { steps: 3 }, output: null });
    const next = applyChange(held, { job: exampleJob(1, { status: 'processing', attempt: 1 }) });
    expect(next).toMatchObject({ status: 'processing', attempt: 1, input: { steps: 3 }, output: null });
  });

  it('moves the progress of a running job only: one that ended meanwhile is not set back', () => {
    const change = { progress: { percent: 40, message: 'Step 4' } };
    expect(applyChange(exampleJob(1, { status: 'processing' }), change).progress.percent).toBe(40);
    const ended = exampleJob(1, { status: 'completed', progress: { percent: 100, message: null } });
    expect(applyChange(ended, change)).toBe(ended);
  });

  it('adds progress to the state that came before it', () => {
    const updated = addEvent(undefined, {
      type: 'job.updated',
      job: exampleJob(1, { status: 'processing' }),
    });
    const both = addEvent(updated, {
      type: 'job.progress',
      jobId: exampleJob(1).id,
      run: 1,
      progress: { percent: 40, message: null },
    });
    expect(both.job).toMatchObject({ status: 'processing', progress: { percent: 40 } });
  });
});
