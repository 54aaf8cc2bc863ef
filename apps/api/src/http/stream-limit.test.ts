import { newId } from '@rota/db';
import { expect, test } from 'vitest';

import { AppError } from '../errors/app-error.ts';
import type { Principal } from './principal.ts';
import { createStreamLimit } from './stream-limit.ts';

const principal = (): Principal => ({ kind: 'key', id: newId(), orgId: newId() });

test('each principal has its own places, and one that is given back can be taken again, once', () => {
  const limit = createStreamLimit({ perPrincipalMax: 2 });
  const [one, other] = [principal(), principal()];
  const first = new AbortController();
  const still = new AbortController().signal;
  limit.take(one, first.signal);
  limit.take(one, still);
  expect(() => limit.take(one, still)).toThrow(AppError);
  limit.take(other, still);

  first.abort();
  first.abort();
  limit.take(one, still);
  expect(() => limit.take(one, still)).toThrow(AppError);
});
