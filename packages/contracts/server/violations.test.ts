import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { operations } from './operations.gen.ts';
import { toViolations } from './violations.ts';

function violationsOf(validator: z.ZodType, value: unknown): { pointer: string; message: string }[] {
  const result = validator.safeParse(value);
  return toViolations('body', { validator, value, issues: result.error?.issues ?? [] }).map(
    ({ pointer, message }) => ({
      pointer,
      message,
    }),
  );
}

function pointersOf(validator: z.ZodType, value: unknown): string[] {
  return violationsOf(validator, value)
    .map((violation) => violation.pointer)
    .toSorted();
}

const createJob = operations.createJob.input.body;

describe('violations', () => {
  it('are all reported at once, unknown members each with a pointer of its own, at any depth', () => {
    const body = { type: 'demo:run', input: { steps: -1, a: 1, b: 2 }, retry: { jitter: 3, c: 1 }, d: 1 };
    expect(pointersOf(createJob, body)).toEqual([
      '/d',
      '/input/a',
      '/input/b',
      '/input/steps',
      '/retry/c',
      '/retry/jitter',
    ]);
  });

  it('end at the hundredth', () => {
    const mapping = Object.fromEntries(Array.from({ length: 150 }, (_each, index) => [`h${index}`, 0]));
    expect(pointersOf(createJob, { type: 'data:import', input: { mapping } })).toHaveLength(100);
    expect(pointersOf(createJob, { type: 'demo:run', input: mapping })).toHaveLength(100);
  });

  it('point into the input of the type that the request names', () => {
    expect(pointersOf(createJob, { type: 'data:import', input: { collection: 'people' } })).toEqual([
      '/input/collection',
      '/input/fileId',
    ]);
  });

  it('point at a type that does not exist', () => {
    expect(pointersOf(createJob, { type: 'no:such', input: {} })).toEqual(['/type']);
  });

  it('of a job whose type does not exist are also those that it has as a job of any type', () => {
    const body = {
      type: 'no:such',
      input: { steps: -1 },
      maxAttempts: 0,
      retry: { a: 1 },
      b: 1,
      uniqueKey: 7,
    };
    expect(pointersOf(createJob, body)).toEqual(['/b', '/maxAttempts', '/retry/a', '/type', '/uniqueKey']);
    expect(pointersOf(createJob, {})).toEqual(['/input', '/type']);
    const set = {
      jobs: [
        { type: 'demo:run', input: {} },
        { type: 'no:such', input: 5, priority: 'none' },
      ],
    };
    expect(pointersOf(operations.createJobs.input.body, set)).toEqual([
      '/jobs/1/input',
      '/jobs/1/priority',
      '/jobs/1/type',
    ]);
  });

  it('say what a malformed id should look like', () => {
    const body = { type: 'data:import', input: { fileId: 'fil_1', collection: 'accounts' } };
    expect(violationsOf(createJob, body)).toEqual([
      { pointer: '/input/fileId', message: expect.stringContaining('must be a file id, such as fil_') },
    ]);
  });

  it('escape what means something in a pointer', () => {
    expect(pointersOf(z.strictObject({}), { 'a/b~c': 1 })).toEqual(['/a~1b~0c']);
  });

  it('of a plain union are those of the closest alternative', () => {
    const union = z.union([
      z.strictObject({ a: z.string(), b: z.string() }),
      z.strictObject({ a: z.string() }),
    ]);
    expect(pointersOf(z.strictObject({ x: union }), { x: { a: 1 } })).toEqual(['/x/a']);
  });

  it('point nowhere when the whole is wrong', () => {
    expect(pointersOf(createJob, 'text')).toEqual(['']);
  });
});
