import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DatabaseSetupError } from '../setup-error.ts';
import { canReach, giveTo, type Identity, serverEnvironment } from './identity.ts';

/** The superuser of an embedded server, and the database it owns. */
export const EMBEDDED_NAME = 'rota';

/** Where things are below the folder the caller gave. */
export interface ClusterFolder {
  data: string;
  passwordFile: string;
  logFile: string;
}

/** The places below a folder; makes nothing. */
export function clusterFolder(dataDir: string): ClusterFolder {
  return {
    data: join(dataDir, 'data'),
    passwordFile: join(dataDir, 'password'),
    logFile: join(dataDir, 'server.log'),
  };
}

/**
 * The password of the embedded superuser; made at the first start, mode 0600, never anywhere else.
 *
 * @throws DatabaseSetupError when there is data and its password is lost.
 */
export function readPassword(folder: ClusterFolder): string {
  if (!existsSync(folder.passwordFile)) {
    if (existsSync(folder.data)) {
      throw new DatabaseSetupError(
        `${folder.passwordFile} is missing, and with it the way into the data beside it. Put the file back, or remove ` +
          'the folder to start anew without the data.',
      );
    }
    writeFileSync(folder.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(folder.passwordFile, 'utf8').trim();
}

/**
 * Makes the data folder. It gets its name when it is complete, so a start that was killed half-way leaves nothing that
 * looks like data.
 *
 * @throws DatabaseSetupError with what initdb said.
 */
export async function createCluster(
  folder: ClusterFolder,
  { identity, binaries, major, sync }: { identity: Identity; binaries: string; major: string; sync: boolean },
): Promise<void> {
  const fresh = `${folder.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  giveTo(identity, fresh);
  giveTo(identity, folder.passwordFile);
  const args = [
    `--pgdata=${dataPath(identity, fresh)}`,
    `--username=${EMBEDDED_NAME}`,
    // By descriptor: the path may be closed to whom root becomes.
    '--pwfile=/proc/self/fd/3',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-instructions',
    ...localeArgs(major),
    ...(sync ? [] : ['--no-sync']),
  ];
  const passwordFd = openSync(folder.passwordFile, 'r');
  try {
    await initdb({ identity, file: join(binaries, 'bin', 'initdb'), args, cwd: fresh, passwordFd });
  } finally {
    closeSync(passwordFd);
  }
  renameSync(fresh, folder.data);
}

/**
 * The data folder as the server's process names it. Where a closed folder above is in the way of whom root became, the
 * process is started inside and gets at it by its working folder, which needs no way in.
 */
export function dataPath(identity: Identity, data: string): string {
  return identity.prefix.length === 0 || canReach(identity, data) ? data : '/proc/self/cwd';
}

/** Same order and letter case on every machine: Unicode from the server itself, not from the machine's locales. */
function localeArgs(major: string): string[] {
  return Number(major) >= 17
    ? ['--locale-provider=builtin', '--locale=C.UTF-8', '--lc-messages=C']
    : ['--locale-provider=icu', '--icu-locale=und', '--locale=C'];
}

async function initdb(run: {
  identity: Identity;
  file: string;
  args: string[];
  cwd: string;
  passwordFd: number;
}): Promise<void> {
  const [file = '', ...args] = [...run.identity.prefix, run.file, ...run.args];
  const child = spawn(file, args, {
    cwd: run.cwd,
    env: serverEnvironment,
    stdio: ['ignore', 'ignore', 'pipe', run.passwordFd],
  });
  const said = child.stderr === null ? Promise.resolve('') : text(child.stderr);
  await once(child, 'close');
  if (child.exitCode !== 0) {
    throw new DatabaseSetupError(
      `The data folder of the embedded PostgreSQL could not be made: ${(await said).trim()}`,
    );
  }
}
