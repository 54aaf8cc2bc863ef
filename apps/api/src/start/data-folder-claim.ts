import { once } from 'node:events';
import { statSync } from 'node:fs';
// oxlint-disable-next-line no-restricted-imports -- asks another start on this machine, by a socket of the kernel's
import { connect, createServer } from 'node:net';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

import { DATA_DIR_DEFAULT } from '../env.ts';
import { StartError } from '../process/start-error.ts';

const ANSWER_MS = 2_000;
const CLAIM_TRIES_MAX = 5;

/** One start's hold on a data folder. */
export type DataFolderClaim = {
  /** Lets go of it, so that another start may have it. */
  release(): void;
};

/**
 * Refuses a data folder on which a start with an API runs. `demo.json` names one address, and two would overwrite each
 * other's there.
 *
 * @param dataDir exists
 * @throws StartError saying where the other one is, and what to do
 */
export async function requireUnclaimed(dataDir: string): Promise<void> {
  const holder = await askHolder(socketPath(dataDir));
  if (holder !== null) throw alreadyRunning(dataDir, holder);
}

/**
 * Takes the data folder for the start with the API at `url`, until that is over: the kernel takes it back when the program
 * ends, however it ends, so a killed start leaves no stale claim. Linux only, as the embedded server is.
 *
 * @param dataDir exists
 * @throws StartError when another start has it
 */
export async function claimDataFolder(dataDir: string, url: string): Promise<DataFolderClaim> {
  const taken = await take(dataDir, url);
  if ('holder' in taken) throw alreadyRunning(dataDir, taken.holder);
  return taken;
}

/**
 * The same where several starts may share a folder. Elsewhere than on Linux nobody can tell, and each has it.
 *
 * @returns null when another start has it
 */
export async function claimSharedDataFolder(dataDir: string, url: string): Promise<DataFolderClaim | null> {
  if (process.platform !== 'linux') return { release: () => undefined };
  const taken = await take(dataDir, url);
  return 'holder' in taken ? null : taken;
}

async function take(dataDir: string, url: string): Promise<DataFolderClaim | { holder: string }> {
  const path = socketPath(dataDir);
  const server = createServer((socket) => {
    // Who asked may be gone.
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify({ url, pid: process.pid }));
  });
  for (let tries = 1; ; tries += 1) {
    server.listen(path);
    try {
      await once(server, 'listening');
      server.unref();
      return { release: () => void server.close() };
    } catch (error) {
      const holder = await askHolder(path);
      if (holder !== null) return { holder };
      // It went away between the two questions.
      if (tries === CLAIM_TRIES_MAX) throw error;
    }
  }
}

/** By device and inode, so that it does not matter by which path the folder is named. */
function socketPath(dataDir: string): string {
  const { dev, ino } = statSync(dataDir);
  return `\0rota-start-${dev}-${ino}`;
}

/** What the holder says of itself; null: there is none, or it is letting go. */
async function askHolder(path: string): Promise<string | null> {
  const socket = connect({ path, signal: AbortSignal.timeout(ANSWER_MS) });
  try {
    const { url, pid }: { url: string; pid: number } = JSON.parse(await text(socket));
    return `${url} (process ${pid})`;
  } catch (error) {
    // It is there and does not come to answer: it was suspended, for example.
    const isSilent = error instanceof Error && error.name === 'AbortError';
    return isSilent ? 'an address that it does not tell at the moment' : null;
  }
}

function alreadyRunning(dataDir: string, holder: string): StartError {
  const isDefault = dataDir === resolve(DATA_DIR_DEFAULT);
  const same = isDefault ? '' : ` ROTA_DATA_DIR=${quoteForShell(dataDir)}`;
  const another = quoteForShell(`${isDefault ? DATA_DIR_DEFAULT : dataDir}-2`);
  return new StartError(
    [
      `Rota runs already on ${dataDir}, at ${holder}.`,
      'Use that one, or end it first with Ctrl-C where it was started. Otherwise:',
      `  more workers for it:             PROCESS_ROLE=worker${same} npx -y pnpm@12 start`,
      `  another one, with its own data:  ROTA_DATA_DIR=${another} PORT=3100 npx -y pnpm@12 start`,
    ].join('\n'),
  );
}

function quoteForShell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
