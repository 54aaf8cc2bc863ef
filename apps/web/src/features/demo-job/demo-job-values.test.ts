import { expect, it } from 'vitest';
import { fieldOf, firstDemoJobValues, toDemoJobRequest } from './demo-job-values.ts';

const now = Date.parse('2026-03-14T12:00:00Z');

it('a demonstration that completes asks for no fault and no delay', () => {
  expect(toDemoJobRequest(firstDemoJobValues, now)).toEqual({
    type: 'demo:run',
    input: { steps: 20, stepMilliseconds: 500 },
    priority: 'normal',
    maxAttempts: 5,
  });
});

it('each ending adds what makes it happen, at the chosen step', () => {
  const inputOf = (ending: (typeof firstDemoJobValues)['ending']) =>
    toDemoJobRequest({ ...firstDemoJobValues, ending, faultStep: '7' }, now).input;
  expect(inputOf('recovers')).toMatchObject({ failAtStep: 7, failAttempts: 1 });
  expect(inputOf('failsForGood')).not.toHaveProperty('failAttempts');
  expect(inputOf('permanent')).toMatchObject({ failAtStep: 7, permanent: true });
  expect(inputOf('losesWorker')).toMatchObject({ exitAtStep: 7 });
});

it('a delay becomes a time', () => {
  expect(toDemoJobRequest({ ...firstDemoJobValues, delaySeconds: 90 }, now).runAt).toBe(
    '2026-03-14T12:01:30.000Z',
  );
});

it('what the server finds wrong stands at its field', () => {
  expect(fieldOf('/input/failAtStep')).toBe('faultStep');
  expect(fieldOf('/elsewhere')).toBeUndefined();
});
