import type { Scenario } from '../stage.ts';
import { poisonHandler, runawayHandlers } from './bad-handlers.ts';
import { createKills } from './create-kills.ts';
import { databaseAway, databaseRestarts, massDisconnects } from './database.ts';
import { frozenWorkers } from './frozen-workers.ts';
import { halfOpen } from './half-open.ts';
import { rollingRestarts } from './rolling-restarts.ts';
import { workerKills } from './worker-kills.ts';

/** Every scenario, those that take longest first. */
export const scenarios: readonly Scenario[] = [
  poisonHandler,
  frozenWorkers,
  rollingRestarts,
  workerKills,
  halfOpen,
  databaseAway,
  databaseRestarts,
  massDisconnects,
  createKills,
  runawayHandlers,
];
