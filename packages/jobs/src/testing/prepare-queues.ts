import { createDatabase } from '@rota/db';
import type { PrepareTemplate } from '@rota/db/testing';

import { migrateQueues } from '../queue/pg-boss-queue.ts';
import type { QueueCatalogue } from '../queue/queue-settings.ts';
import { listUserQueues } from '../registry/user-queues.ts';

/** The queues that the template `engine` of the engine's own tests has. */
export const testQueues: QueueCatalogue = {
  systemJobTypes: () => ['test:system'],
  userQueues: () => listUserQueues([]),
};

/** Installs pg-boss's tables and the queues in a template of test databases. */
export function prepareQueues(catalogue: QueueCatalogue): PrepareTemplate {
  return async (urls) => {
    const engine = createDatabase({
      url: urls.engine,
      applicationName: 'template',
      poolMax: 2,
      onError: fail,
    });
    await migrateQueues({ pool: engine.pool, onError: fail, catalogue });
    await engine.close();
  };
}

function fail(error: Error): void {
  throw error;
}
