import type { CreateJobRequest, DemoRunInput, JobPriority } from '@rota/contracts/client';

/** How the demonstration is to end. */
export type DemoEnding = 'completes' | 'recovers' | 'failsForGood' | 'permanent' | 'losesWorker';

/** What is filled in. Numbers are those of the fields; an empty field is an empty text. */
export interface DemoJobValues {
  ending: DemoEnding;
  steps: number | string;
  stepMilliseconds: number | string;
  /** The step at which it goes wrong, where it does. */
  faultStep: number | string;
  maxAttempts: number | string;
  delaySeconds: number | string;
  priority: JobPriority;
}

/** What the form begins with: ten seconds that end well. */
export const firstDemoJobValues: DemoJobValues = {
  ending: 'completes',
  steps: 20,
  stepMilliseconds: 500,
  faultStep: 5,
  maxAttempts: 5,
  delaySeconds: 0,
  priority: 'normal',
};

/** Each ending in words, with what it adds to the input. */
export const demoEndings: Record<
  DemoEnding,
  { label: string; description: string; toInput: (faultStep: number) => DemoRunInput }
> = {
  completes: { label: 'Completes', description: 'Every step succeeds.', toInput: () => ({}) },
  recovers: {
    label: 'Fails once, then recovers',
    description: 'The first attempt fails; the retry gets through.',
    toInput: (faultStep) => ({ failAtStep: faultStep, failAttempts: 1 }),
  },
  failsForGood: {
    label: 'Uses up its attempts',
    description: 'Every attempt fails, until none is left.',
    toInput: (faultStep) => ({ failAtStep: faultStep }),
  },
  permanent: {
    label: 'Fails permanently',
    description: 'It says that trying again cannot help.',
    toInput: (faultStep) => ({ failAtStep: faultStep, permanent: true }),
  },
  losesWorker: {
    label: 'Kills its worker',
    description: 'The process dies; the job goes on elsewhere, and is stopped in the end.',
    toInput: (faultStep) => ({ exitAtStep: faultStep }),
  },
};

const secondMs = 1_000;

/** The request that asks for it. `now` is in milliseconds. */
export function toDemoJobRequest(values: DemoJobValues, now: number): CreateJobRequest {
  const delayMs = Number(values.delaySeconds) * secondMs;
  return {
    type: 'demo:run',
    input: {
      steps: Number(values.steps),
      stepMilliseconds: Number(values.stepMilliseconds),
      ...demoEndings[values.ending].toInput(Number(values.faultStep)),
    },
    priority: values.priority,
    maxAttempts: Number(values.maxAttempts),
    ...(delayMs > 0 && { runAt: new Date(now + delayMs).toISOString() }),
  };
}

/** The field to which a violation of the request belongs; undefined for those of no field. */
export function fieldOf(pointer: string): keyof DemoJobValues | undefined {
  return fieldsByPointer[pointer];
}

const fieldsByPointer: Record<string, keyof DemoJobValues> = {
  '/input/steps': 'steps',
  '/input/stepMilliseconds': 'stepMilliseconds',
  '/input/failAtStep': 'faultStep',
  '/input/exitAtStep': 'faultStep',
  '/maxAttempts': 'maxAttempts',
  '/runAt': 'delaySeconds',
  '/priority': 'priority',
};
