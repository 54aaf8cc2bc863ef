import type { ClientBase } from 'pg';
import { APP_ROLE, ENGINE_ROLE } from './schema/policies.ts';
import { DatabaseSetupError } from './setup-error.ts';

/** The schema of the queue's tables. */
export const QUEUE_SCHEMA = 'pgboss';

/**
 * Makes the queue's schema, owned by `rota_engine`, which installs the tables in it later. `rota_app` may read and insert,
 * so that an enqueue can be part of its transaction; it may not update or delete. Default privileges carry that to
 * tables that do not exist yet.
 *
 * @throws DatabaseSetupError when the schema is there and belongs to somebody else.
 */
export async function ensureQueueSchema(owner: ClientBase): Promise<void> {
  const { rows } = await owner.query<{ owner: string; open: boolean }>(
    `SELECT nspowner::regrole::text AS owner, has_schema_privilege($2, oid, 'USAGE') AS open
     FROM pg_namespace WHERE nspname = $1`,
    [QUEUE_SCHEMA, APP_ROLE],
  );
  const present = rows[0];
  if (present === undefined) await owner.query(`CREATE SCHEMA ${QUEUE_SCHEMA} AUTHORIZATION ${ENGINE_ROLE}`);
  else if (present.owner !== ENGINE_ROLE) {
    throw new DatabaseSetupError(`The schema ${QUEUE_SCHEMA} has to belong to ${ENGINE_ROLE}:`, [
      `ALTER SCHEMA ${QUEUE_SCHEMA} OWNER TO ${ENGINE_ROLE};`,
    ]);
  }
  if (present?.open !== true) await openToApp(owner);
}

async function openToApp(owner: ClientBase): Promise<void> {
  await owner.query('BEGIN');
  try {
    // Default privileges belong to the role that will create the objects.
    await owner.query(`SET LOCAL ROLE ${ENGINE_ROLE}`);
    await owner.query(`GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${APP_ROLE}`);
    await owner.query(`GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${APP_ROLE}`);
    await owner.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO ${APP_ROLE}`);
    const defaults = `ALTER DEFAULT PRIVILEGES IN SCHEMA ${QUEUE_SCHEMA}`;
    await owner.query(`${defaults} GRANT SELECT, INSERT ON TABLES TO ${APP_ROLE}`);
    await owner.query(`${defaults} GRANT EXECUTE ON FUNCTIONS TO ${APP_ROLE}`);
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
}
