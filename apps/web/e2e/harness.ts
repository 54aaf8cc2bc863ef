import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createRotaClient, type Client } from '@rota/contracts/client';

/** The real thing, started as `pnpm start` starts it: API, workers, embedded PostgreSQL, built console. */
export interface Product {
  /** Its address, without a slash at the end. */
  url: string;
  orgId: string;
  apiKey: string;
  /** What `start` prints to open the console signed in. */
  signInLink: string;
  /** The SDK with the demo key. */
  client: Client;
  /** Ends it in order and removes its data. */
  stop: () => Promise<void>;
}

const portTriesMax = 20;
/** Below the ports that systems give to connections: somebody's would take one between the look and the start. */
const portMin = 20_000;
const portMax = 32_000;

const startFile = resolve(import.meta.dirname, '../../api/src/start.ts');

/** Starts the product on a free port with data of its own; resolves when it says that it runs. */
export async function startProduct(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rota-e2e-'));
  const port = await findFreePort();
  const { DATABASE_URL: _notOurs, ...inherited } = process.env;
  const start = spawn(process.execPath, [startFile], {
    env: { ...inherited, ROTA_DATA_DIR: dataDir, PORT: String(port), SHUTDOWN_GRACE_SECONDS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    if (start.exitCode === null && start.signalCode === null) {
      start.kill('SIGTERM');
      await once(start, 'exit');
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await untilRunning(start);
    const { url, orgId, apiKey } = parseDemo(await readFile(join(dataDir, 'demo.json'), 'utf8'));
    const client = createRotaClient({ baseUrl: url, auth: apiKey });
    return { url, orgId, apiKey, signInLink: `${url}/sign-in#key=${apiKey}`, client, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for the line that says so; what was printed until then explains why it does not come. */
async function untilRunning(start: ChildProcess): Promise<void> {
  const printed: string[] = [];
  const { promise, resolve: becomeRunning, reject } = Promise.withResolvers<void>();
  for (const stream of [start.stdout, start.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      printed.push(line);
      if (line.startsWith('Rota is running')) becomeRunning();
    });
  }
  start.once('error', reject);
  start.once('exit', (code) => reject(new Error(`start ended with ${code}:\n${printed.join('\n')}`)));
  await promise;
}

function parseDemo(text: string): { url: string; orgId: string; apiKey: string } {
  const demo: unknown = JSON.parse(text);
  if (typeof demo !== 'object' || demo === null || !('url' in demo && 'orgId' in demo && 'apiKey' in demo)) {
    throw new Error('demo.json lacks url, orgId or apiKey');
  }
  return { url: String(demo.url), orgId: String(demo.orgId), apiKey: String(demo.apiKey) };
}

/** A port that was free a moment ago. */
async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < portTriesMax; tries += 1) {
    const port = randomInt(portMin, portMax);
    if (await isFree(port)) return port;
  }
  throw new Error(`none of ${portTriesMax} ports is free`);
}

/** Listens for a moment. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
