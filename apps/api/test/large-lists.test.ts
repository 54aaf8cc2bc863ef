import type { JobPage } from '@rota/contracts/server';
import { encodeId } from '@rota/db';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestApi, type TestApi, type TestTenant } from './harness.ts';

/**
 * A large organisation beside one with 10,000 jobs. `LARGE_LIST_JOBS=10000000` is the full size, for a machine that does
 * nothing else; given, the figures are printed.
 */
const LARGE_JOBS = Number(process.env['LARGE_LIST_JOBS'] || 100_000);
const SMALL_JOBS = 10_000;
const JOBS_PER_INSERT = 500_000;
const REQUESTS = 20;
/** What a busy machine adds even to the quickest of so many requests, and a plan that reads the whole list exceeds. */
const NOISE_MS = 25;

let api: TestApi;
let small: TestTenant;

beforeAll(async () => {
  api = await startTestApi();
  small = await api.addTenant('Small');
  await fill(api.tenant, LARGE_JOBS);
  await fill(small, SMALL_JOBS);
  await api.database.owner.execute(sql`vacuum analyze jobs`);
}, 3_600_000);
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

/** Jobs of the last 30 days: nearly all completed, some failed, the newest tenth those of one batch. */
async function fill({ orgId }: TestTenant, count: number): Promise<void> {
  for (let first = 0; first < count; first += JOBS_PER_INSERT) {
    const last = Math.min(first + JOBS_PER_INSERT, count) - 1;
    await api.database.owner.execute(sql`
      insert into jobs (id, org_id, type, status, input, error, retry, created_by_kind, subject_type, subject_id, batch_id,
        run, attempt, worker_id, created_at, started_at, finished_at, dead_lettered_at)
      select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0')
          || '8' || substr(md5(n || ${orgId}), 1, 15))::uuid,
        ${orgId}, case when n % 10 = 0 then 'data:import' else 'demo:run' end,
        case when is_failed then 'failed' else 'completed' end, '{"fileId": "fil_01k2v7q0c4e8h9jm3npqrst5vw", "collection": "accounts"}',
        case when is_failed then '{"code": "x", "message": "It failed", "attempt": 1}'::jsonb end,
        '{"strategy": "fixed", "baseSeconds": 5, "maxSeconds": 5, "delaysSeconds": [], "jitter": 0}', 'key',
        case when n % 100 = 0 then 'invoice' end, case when n % 100 = 0 then (n / 100 % 50)::text end,
        case when n >= ${count} * 0.9 then ${orgId}::uuid end, 1, 1, 'w', at, at, at + interval '1 s',
        case when is_failed then at end
      from (
        select n, n % 50 = 7 as is_failed, now() - interval '30 days' * ((${count} - n)::float8 / ${count}) as at
        from generate_series(${first}::int, ${last}::int) as n) as row`);
  }
}

async function timeOf(tenant: TestTenant, path: string): Promise<number> {
  const startedAt = performance.now();
  const { status } = await api.call<JobPage>('GET', `/v1/orgs/${tenant.publicOrgId}/jobs${path}`, {
    authorization: `Bearer ${tenant.apiKey}`,
  });
  expect(status).toBe(200);
  return performance.now() - startedAt;
}

const p95 = (times: number[]) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0;
const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** The path with ids of the organisation's own. */
async function pathIn(tenant: TestTenant, template: string): Promise<string> {
  const { body } = await api.call<JobPage>(
    'GET',
    `/v1/orgs/${tenant.publicOrgId}/jobs?limit=1&type=data:import&createdBefore=${dayAgo(10)}`,
    { authorization: `Bearer ${tenant.apiKey}` },
  );
  return template
    .replace('{jobId}', body.data[0]?.id ?? '')
    .replace('{batchId}', encodeId('job', tenant.orgId));
}

test.each([
  ['without a filter', '?'],
  ['of one status', '?status=failed'],
  ['of completed jobs', '?status=completed'],
  ['of several statuses', '?status=failed,cancelled,retrying'],
  ['of jobs that wait, of which there are none', '?status=pending,scheduled'],
  ['of one type', '?type=data:import'],
  ['of several types', '?type=data:import,demo:run'],
  ['of one subject', '?subjectType=invoice&subjectId=7'],
  ['of a batch', '?batchId={batchId}'],
  ['of dead letters', '?deadLettered=true'],
  ['of jobs made long ago', `?createdBefore=${dayAgo(20)}`],
  ['of jobs made in some hours long ago', `?createdAfter=${dayAgo(20)}&createdBefore=${dayAgo(19.9)}`],
  ['of one job: its details', '/{jobId}'],
  ['of figures', '/stats'],
])(
  'a list %s costs as much in a large organisation as in a small one',
  async (what, template) => {
    const [ofSmall, ofLarge] = [await pathIn(small, template), await pathIn(api.tenant, template)];
    await timeOf(small, ofSmall);
    await timeOf(api.tenant, ofLarge);
    const times = { small: [] as number[], large: [] as number[] };
    // In turns: what else the machine does falls on both.
    for (let request = 0; request < REQUESTS; request += 1) {
      times.small.push(await timeOf(small, ofSmall));
      times.large.push(await timeOf(api.tenant, ofLarge));
    }
    const figures = [median(times.small), p95(times.small), median(times.large), p95(times.large)];
    if (LARGE_JOBS > 1_000_000)
      process.stdout.write(`${what}: ${figures.map((ms) => ms.toFixed(1)).join(' ')}\n`);
    // Statistics count up to a bound, which the small organisation does not reach.
    const bound = template === '/stats' ? 10 : 1.5;
    // The quickest: a plan costs its reading each time, and a busy machine most of the time.
    expect(Math.min(...times.large)).toBeLessThan(Math.min(...times.small) * bound + NOISE_MS);
  },
  120_000,
);
