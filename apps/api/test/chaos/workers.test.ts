import { test } from 'vitest';

import { expectHeld } from './expect-held.ts';

test('killed workers, a database that restarts and connections that break lose no job and double no effect', () =>
  expectHeld('worker-kills'));

test('a worker that was frozen until others had taken its jobs over changes nothing when it goes on', () =>
  expectHeld('frozen-workers'));
