/** A process that performs a job and is killed in the midst of it. Its arguments are the URLs of the app and engine roles, and an organisation. */
import { createDatabase } from '@rota/db';

import {
  createJobHandlerRegistry,
  createJobQueue,
  createNotifier,
  createTableStatistics,
  onConnection,
  startPerformer,
} from '../src/index.ts';
import { defineTestJob } from '../src/testing/define-test-job.ts';

const [appUrl = '', engineUrl = '', orgId = ''] = process.argv.slice(2);

function fail(error: unknown): void {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
}

const open = (url: string) =>
  createDatabase({ url, applicationName: 'killed caller', poolMax: 3, onError: fail });
const { pool } = open(engineUrl);
const queue = createJobQueue({ pool, onError: fail });
await queue.start({ supervise: false });
const registry = createJobHandlerRegistry();
registry.register(
  defineTestJob('test:killed', async () => {
    process.stdout.write('running\n');
    // For ever: a promise alone keeps no process alive.
    await new Promise(() => setInterval(() => undefined, 60_000));
    return { output: {} };
  }),
);
registry.seal(['test:killed']);
const performer = startPerformer({
  workerId: `caller-${process.pid}`,
  pool,
  db: open(appUrl).db,
  queue,
  registry,
  notifier: createNotifier(onConnection(pool), fail),
  statistics: createTableStatistics({ pool, queue, nowMs: () => performance.now(), onError: fail }),
  resources: () => ({}),
  logger: { debug: fail, info: fail, warn: fail, error: fail },
  now: () => new Date(),
  random: Math.random,
});
await performer.perform({
  orgId,
  type: 'test:killed',
  input: {},
  createdBy: { kind: 'system', id: null },
});
