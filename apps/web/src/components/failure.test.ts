import { describe, expect, it } from 'vitest';
import { toFailure } from './failure.ts';

const problem = (status: number) => ({
  type: 'about:blank',
  title: 'Title',
  status,
  detail: 'What happened.',
  instance: '/v1',
  code: 'some.code',
  requestId: 'req_1',
});

describe('a failure', () => {
  it.each([
    [400, 'invalid'],
    [401, 'unauthorised'],
    [403, 'forbidden'],
    [404, 'missing'],
    [409, 'invalid'],
    [429, 'busy'],
    [500, 'server'],
    [503, 'busy'],
  ])('with status %i is %s, in the words of the server', (status, kind) => {
    const violations = [{ in: 'body', pointer: '/input/steps', message: 'must be >= 0' }];
    expect(toFailure({ ...problem(status), errors: violations })).toMatchObject({
      kind,
      detail: 'What happened.',
      code: 'some.code',
      requestId: 'req_1',
      violations,
    });
  });

  it('that the server had no part in is a matter of the connection', () => {
    expect(toFailure(new TypeError('Failed to fetch'))).toMatchObject({ kind: 'offline', violations: [] });
  });

  it('that cannot be read is the fault of the server', () => {
    expect(toFailure('<html>Bad gateway</html>').kind).toBe('server');
    expect(toFailure({}).kind).toBe('server');
  });
});
