import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';
import type * as schema from './schema/index.ts';
import { APP_ROLE, ENGINE_ROLE } from './schema/policies.ts';

type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
type Tables = {
  [K in keyof typeof schema]: (typeof schema)[K] extends { _: { name: infer N extends string } } ? N : never;
};
type TableName = Tables[keyof Tables];

const all: Privilege[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/**
 * What each role may do with each table. A table without a line does not compile, and TRUNCATE, which row-level security
 * does not see, is nobody's but the owner's.
 */
const grants: Record<TableName, { app: Privilege[]; engine: Privilege[] }> = {
  accounts: { app: all, engine: [] },
  api_keys: { app: ['SELECT', 'INSERT', 'UPDATE'], engine: [] },
  // A batch may be created in a caller's transaction; only the engine moves its counters.
  batch_items: { app: ['SELECT', 'INSERT'], engine: all },
  batches: { app: ['SELECT', 'INSERT'], engine: all },
  contacts: { app: all, engine: [] },
  files: { app: all, engine: ['SELECT'] },
  // Written with the work they answer for; removed when they are a day old.
  idempotency_keys: { app: ['SELECT', 'INSERT', 'UPDATE'], engine: ['SELECT', 'DELETE'] },
  // Written by the handler whose job it is; goes with it.
  job_checkpoints: { app: ['SELECT', 'INSERT', 'UPDATE'], engine: [] },
  job_dependencies: { app: ['SELECT', 'INSERT'], engine: all },
  job_events: { app: ['SELECT', 'INSERT'], engine: ['SELECT', 'INSERT', 'DELETE'] },
  // Append-only; they go with their job.
  import_chunks: { app: ['SELECT', 'INSERT'], engine: [] },
  // Made by the first process that asks; no secret, and nobody's to change.
  installations: { app: ['SELECT', 'INSERT'], engine: [] },
  // Append-only for everybody; lines go with their job.
  job_logs: { app: ['SELECT', 'INSERT'], engine: ['SELECT', 'INSERT', 'DELETE'] },
  job_pauses: { app: ['SELECT'], engine: all },
  job_runs: { app: ['SELECT'], engine: all },
  job_type_costs: { app: [], engine: all },
  // Requests and handlers create jobs; only the engine moves them.
  jobs: { app: ['SELECT', 'INSERT'], engine: all },
  organisations: { app: ['SELECT', 'INSERT', 'UPDATE'], engine: ['SELECT'] },
  queue_clocks: { app: [], engine: all },
  queue_lines: { app: ['SELECT'], engine: all },
  system_runs: { app: [], engine: all },
  workers: { app: [], engine: all },
  workflows: { app: ['SELECT', 'INSERT'], engine: all },
};

/**
 * Brings privileges and FORCE ROW LEVEL SECURITY to what the schema says. Runs after every migration, so that a new table
 * is behind the wall the day it is born; changes nothing, and takes no lock, where all is as it should be.
 */
export async function applyGrants(owner: ClientBase): Promise<void> {
  for (const table of await readTables(owner)) {
    const wanted = grants[table.name];
    const name = `public.${escapeIdentifier(table.name)}`;
    if (table.secured && !table.forced) await owner.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
    await applyRole(owner, { name, role: APP_ROLE, wanted: wanted.app, present: table.app });
    await applyRole(owner, { name, role: ENGINE_ROLE, wanted: wanted.engine, present: table.engine });
  }
}

interface TableState {
  name: TableName;
  secured: boolean;
  forced: boolean;
  app: string[];
  engine: string[];
}

async function readTables(owner: ClientBase): Promise<TableState[]> {
  const held = (role: string) =>
    `array(SELECT privilege_type FROM aclexplode(relacl) WHERE grantee = '${role}'::regrole)`;
  const { rows } = await owner.query<TableState>(
    `SELECT relname AS name, relrowsecurity AS secured, relforcerowsecurity AS forced,
            ${held(APP_ROLE)} AS app, ${held(ENGINE_ROLE)} AS engine
     FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relname = ANY ($1)
     ORDER BY relname`,
    [Object.keys(grants)],
  );
  return rows;
}

async function applyRole(
  owner: ClientBase,
  { name, role, wanted, present }: { name: string; role: string; wanted: Privilege[]; present: string[] },
): Promise<void> {
  if (wanted.toSorted().join() === present.toSorted().join()) return;
  await owner.query(`REVOKE ALL ON ${name} FROM ${role}`);
  if (wanted.length > 0) await owner.query(`GRANT ${wanted.join(', ')} ON ${name} TO ${role}`);
}
