import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { createDatabase } from '@rota/db';

import { reportError, type Arena } from '../arena.ts';
import { findFreePort } from '../free-port.ts';
import { CREATE_BARE_TABLE, type BareRouteReady } from './bare-table.ts';

/** A process that takes creates over HTTP. */
export type CreatingServer = {
  name: string;
  /** Where jobs are posted to. */
  url: string;
  headers: Record<string, string>;
  close(): Promise<void>;
};

const API = resolve(import.meta.dirname, '../../../../apps/api/src');

/** The API as it is in production, without workers; its demo organisation has the key. */
export async function startApi({ urls }: Arena): Promise<CreatingServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rota-bench-api-'));
  const child = spawn(process.execPath, ['-r', join(API, 'boot.cjs'), join(API, 'start.ts')], {
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: urls.owner,
      ROTA_DATA_DIR: dataDir,
      ROTA_DEMO: 'on',
      PROCESS_ROLE: 'api',
      LOG_LEVEL: 'error',
      PORT: String(await findFreePort()),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await says(child, /^Rota is running/);
  const demo = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as Record<string, string>;
  return {
    name: 'POST /v1/orgs/{orgId}/jobs',
    url: `${demo['url']}/v1/orgs/${demo['orgId']}/jobs`,
    headers: { Authorization: `Bearer ${demo['apiKey']}` },
    async close() {
      await end(child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A route that does nothing but validate and insert. */
export async function startBareRoute({ urls }: Arena): Promise<CreatingServer> {
  const owner = createDatabase({
    url: urls.owner,
    applicationName: 'bench',
    poolMax: 1,
    onError: reportError,
  });
  await owner.pool.query(CREATE_BARE_TABLE);
  await owner.close();
  const child = fork(join(import.meta.dirname, 'bare-route.ts'), [urls.owner]);
  const [{ port }] = (await once(child, 'message')) as [BareRouteReady];
  return {
    name: 'a bare Hono route',
    url: `http://127.0.0.1:${port}/jobs`,
    headers: {},
    close: () => end(child),
  };
}

async function says({ stdout }: ChildProcess, line: RegExp): Promise<void> {
  if (stdout === null) throw new Error('the process has no output');
  for await (const text of createInterface(stdout)) if (line.test(text)) return;
  throw new Error(`the process ended without ${line}`);
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
