import { describe, expect, it } from 'vitest';
import { parseInput, readInputFaults } from './replay-input.ts';

const problem = (errors: { in: 'body'; pointer: string; message: string }[]) => ({
  type: 'https://rota.dev/problems/job.input_invalid',
  title: 'The request is not valid',
  status: 400,
  detail: 'The input does not fit demo:run.',
  instance: '/',
  code: 'job.input_invalid',
  requestId: 'req_1',
  errors,
});

describe('the input of a replay', () => {
  it('is any JSON', () => {
    expect(parseInput('{"steps": 3}')).toEqual({ value: { steps: 3 } });
    expect(parseInput('null')).toEqual({ value: null });
  });

  it('says what is wrong with a text that is none', () => {
    expect(parseInput('{"steps": }')).toEqual({ fault: expect.stringContaining('JSON') });
  });
});

describe('what the server found wrong', () => {
  it('stands at places inside the input', () => {
    const error = problem([
      { in: 'body', pointer: '/input/steps', message: 'Too small' },
      { in: 'body', pointer: '/input', message: 'is too large' },
    ]);
    expect(readInputFaults(error)).toEqual({
      faults: [
        { in: 'body', pointer: '/steps', message: 'Too small' },
        { in: 'body', pointer: '', message: 'is too large' },
      ],
      rest: undefined,
    });
  });

  it('is told as a whole when it is about something else', () => {
    expect(readInputFaults(problem([]))).toEqual({ faults: [], rest: 'The input does not fit demo:run.' });
    expect(readInputFaults(null)).toEqual({ faults: [], rest: undefined });
  });
});
