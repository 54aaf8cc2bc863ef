import type { Mutation, Witness } from './mutation.ts';

const engineTest = (file: string, name: string): Witness => ({ kind: 'test', project: 'jobs', file, name });
const schemaTest = (file: string, name: string): Witness => ({ kind: 'test', project: 'db', file, name });
const scenario = (name: string): Witness => ({ kind: 'scenario', name });

const FOUNDATION = 'packages/db/migrations/0000_foundation.sql';
const POLICY_OF_ACCOUNTS = 'CREATE POLICY "tenant" ON "accounts" AS PERMISSIVE FOR ALL TO "rota_app" USING (';
const SILENT_WORKER = 'a silent worker loses its job to another; what it still writes changes nothing';
const FENCE_OFF = {
  file: 'packages/jobs/src/queue/message-sql.ts',
  find: 'AND retry_count = ($3::int[])[array_position($2::uuid[], id)]',
  put: 'AND cardinality($3::int[]) > 0',
};
const RUN_KEY_OFF = {
  file: FOUNDATION,
  find: '\tCONSTRAINT "job_runs_pkey" PRIMARY KEY("job_id","run"),\n',
  put: '',
};

/** Every wall that is switched off, one at a time. */
export const mutations: readonly Mutation[] = [
  {
    name: 'fence',
    without: 'an end takes the message away, whichever delivery of it the worker had',
    changes: [FENCE_OFF],
    witnesses: [engineTest('delivery', SILENT_WORKER), scenario('frozen-workers')],
  },
  {
    // One behind the other: while any of them stands, a stale end does not get through.
    name: 'all-fences',
    without: 'an end counts whichever run the row is in, and may be in the history twice',
    changes: [
      FENCE_OFF,
      RUN_KEY_OFF,
      {
        file: 'packages/jobs/src/runner/write-ends.ts',
        find: "ELSE j.status = 'processing' AND j.run = e.run END",
        put: "ELSE j.status = 'processing' END",
      },
    ],
    witnesses: [engineTest('delivery', SILENT_WORKER)],
  },
  {
    name: 'heartbeat',
    without: 'nobody says that a job is still in hand',
    changes: [
      {
        file: 'packages/jobs/src/runner/heartbeat.ts',
        find: 'if (asked.length === 0) return;',
        put: 'if (asked.length >= 0) return;',
      },
    ],
    witnesses: [
      engineTest('delivery', 'letting go of a delivery leaves a later delivery of the same message in hand'),
      scenario('rolling-restarts'),
    ],
  },
  {
    name: 'reconcile',
    without: 'nobody looks for rows that have lost their message',
    changes: [
      {
        file: 'packages/jobs/src/maintenance/reconcile.ts',
        find: 'if (locks[0]?.mine !== true) return [];',
        put: 'if (locks.length > 0) return [];',
      },
    ],
    witnesses: [engineTest('delivery', 'a row whose message was deleted by hand gets a new one')],
  },
  {
    name: 'unique-run',
    without: 'a run may be in the history twice',
    changes: [RUN_KEY_OFF],
    witnesses: [schemaTest('schema/jobs', 'a run is claimed once')],
  },
  {
    name: 'unique-key',
    without: 'jobs that live may share a unique key',
    changes: [
      {
        file: FOUNDATION,
        find: 'CREATE UNIQUE INDEX "jobs_unique_key"',
        put: 'CREATE INDEX "jobs_unique_key"',
      },
    ],
    witnesses: [
      engineTest(
        'creating-jobs',
        'of twenty jobs created at once with one unique key one is written, and all callers get it',
      ),
    ],
  },
  {
    name: 'row-level-security',
    without: 'the policy of accounts lets every organisation see them',
    changes: [{ file: FOUNDATION, find: POLICY_OF_ACCOUNTS, put: `${POLICY_OF_ACCOUNTS}true OR ` }],
    witnesses: [
      schemaTest('second-wall', 'keeps organisations apart in every table that has rows of theirs'),
      scenario('worker-kills'),
    ],
  },
];
