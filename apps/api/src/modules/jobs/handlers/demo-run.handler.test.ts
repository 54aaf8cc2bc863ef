import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestApi, type TestApi } from '../../../../test/harness.ts';
import { jobCallsOf, type JobCalls } from '../../../../test/job-calls.ts';

let api: TestApi;
let calls: JobCalls;
beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
  calls = jobCallsOf(api);
});
afterAll(() => api[Symbol.asyncDispose]());

const runDemo = (input: object, options?: object) => calls.runJob('demo:run', input, options);

const RETRY_AT_ONCE = { retry: { strategy: 'fixed', baseSeconds: 0, jitter: 0 } };

describe('demo:run', () => {
  test('counts its steps with progress and a log line each', async () => {
    const job = await runDemo({ steps: 3, stepMilliseconds: 1, result: { any: ['thing'] } });
    expect(job).toMatchObject({
      status: 'completed',
      output: { steps: 3, attempt: 1, result: { any: ['thing'] } },
      progress: { percent: 100, message: 'Step 3 of 3' },
    });
    expect((await calls.logs(job.id)).map(({ message, fields }) => [message, fields])).toEqual([
      ['Step done', { step: 1, steps: 3 }],
      ['Step done', { step: 2, steps: 3 }],
      ['Step done', { step: 3, steps: 3 }],
    ]);
  });

  test('ends at once without steps, whatever step is to go wrong, and gives null for no result', async () => {
    const job = await runDemo({
      steps: 0,
      stepMilliseconds: 60_000,
      failAtStep: 1,
      exitAtStep: 1,
    });
    expect(job).toMatchObject({ status: 'completed', output: { steps: 0, attempt: 1, result: null } });
  });

  test('fails one attempt at a step when it is not told how many', async () => {
    const job = await runDemo({ steps: 2, stepMilliseconds: 0, failAtStep: 2 }, RETRY_AT_ONCE);
    expect(job).toMatchObject({ status: 'completed', output: { attempt: 2 } });
    expect((await calls.logs(job.id)).map(({ run, fields }) => [run, fields])).toEqual([
      [1, { step: 1, steps: 2 }],
      [2, { step: 1, steps: 2 }],
      [2, { step: 2, steps: 2 }],
    ]);
  });

  test('fails the first n attempts and comes through with the next', async () => {
    const input = { steps: 1, stepMilliseconds: 0, failAtStep: 1, failAttempts: 3 };
    expect(await runDemo(input, RETRY_AT_ONCE)).toMatchObject({
      status: 'completed',
      attempt: 4,
    });
    expect(await runDemo(input, { ...RETRY_AT_ONCE, maxAttempts: 3 })).toMatchObject({
      status: 'failed',
      error: { code: 'demo.failed', message: 'Failed at step 1, as told.', attempt: 3 },
    });
  });

  test('fails for good when told, with attempts left', async () => {
    const job = await runDemo({ stepMilliseconds: 0, failAtStep: 1, permanent: true });
    expect(job).toMatchObject({ status: 'failed', attempt: 1, error: { code: 'demo.failed' } });
  });

  test('stops within a step at its signal', () => {
    const { stdout, stderr } = runAlone({ steps: 1, stepMilliseconds: 3_600_000 }, 'AbortSignal.timeout(10)');
    expect(stdout).toBe('');
    expect(stderr).toContain('The operation was aborted');
  });

  test('counts on past its signal when told', () => {
    const { stdout, status } = runAlone(
      { steps: 2, stepMilliseconds: 1, ignoreSignal: true },
      'AbortSignal.abort()',
    );
    expect({ stdout, status }).toEqual({ stdout: 'step 1\nstep 2\nended\n', status: 0 });
  });

  test('kills its process at a step', () => {
    const { stdout, signal } = runAlone({ steps: 3, stepMilliseconds: 1, exitAtStep: 2 });
    expect({ stdout, signal }).toEqual({ stdout: 'step 1\n', signal: 'SIGKILL' });
  });
});

/** Runs the handler in a process of its own, which says what it does. */
function runAlone(input: object, abortSignal = 'new AbortController().signal') {
  const script = `
    import { demoRunHandler } from ${JSON.stringify(import.meta.resolve('./demo-run.handler.ts'))};
    await demoRunHandler.run({
      input: ${JSON.stringify(input)},
      attempt: 1,
      signal: ${abortSignal},
      logger: { info: (_message, { step }) => console.log('step', step) },
      helpers: { updateProgress() {} },
    });
    console.log('ended');`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
}
