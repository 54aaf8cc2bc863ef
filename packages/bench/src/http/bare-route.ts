import { serve } from '@hono/node-server';
import { operations } from '@rota/contracts/server';
import { createDatabase, newId } from '@rota/db';
import { Hono } from 'hono';

import { BARE_TABLE, type BareRouteReady } from './bare-table.ts';

/** A process: validates what the API validates, does one INSERT, and answers. Nothing of Rota's is in it. */
const [, , url = ''] = process.argv;
const POOL_MAX = 10;
const INSERT = `INSERT INTO ${BARE_TABLE} (id, request) VALUES ($1, $2)`;

const { pool } = createDatabase({
  url,
  applicationName: 'bare route',
  poolMax: POOL_MAX,
  onError: () => undefined,
});
const app = new Hono();
app.post('/jobs', async (c) => {
  const request = operations.createJob.input.body.safeParse(await c.req.json());
  if (!request.success) return c.json({ issues: request.error.issues }, 400);
  const id = newId();
  await pool.query({ name: 'insert', text: INSERT, values: [id, JSON.stringify(request.data)] });
  return c.json({ id, ...request.data }, 201);
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  const ready: BareRouteReady = { port };
  process.send?.(ready);
});
