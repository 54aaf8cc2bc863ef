import { test } from 'vitest';

import { expectHeld } from './expect-held.ts';

test('an API that is killed while it creates, and creates that are taken back, leave a message to each row', () =>
  expectHeld('create-kills'));

test('workers that are told to end one after the other end well, and a job that outlasts them stays in its attempt', () =>
  expectHeld('rolling-restarts'));

test('handlers that run away fail at their timeout, and their slots are neither lost nor doubled', () =>
  expectHeld('runaway-handlers'));
