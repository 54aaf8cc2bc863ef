import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSetupError } from '../setup-error.ts';
import type { Binaries } from './binaries.ts';

/** How root can stop being root; tried in this order. */
export type RootExit = 'unshare' | 'setpriv';

/** Who runs the server. PostgreSQL refuses to run as root. */
export interface Identity extends Owner {
  /** Put before a command; empty for a normal user. */
  prefix: readonly string[];
}

/** Whose files they are on disk. */
export interface Owner {
  uid: number;
  gid: number;
}

/** The environment of every process of the server: nothing of the caller's (PGDATA, PGOPTIONS, LC_ALL) leaks in. */
export const serverEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

const NOBODY = 65_534;

/**
 * A normal user is itself. Root leaves its rights: for the data folder of some user by becoming that user; else through a
 * user namespace in which it is nobody (outside it stays uid 0, so that files of root below closed folders stay
 * readable); else, where namespaces are forbidden as in many containers, by becoming nobody.
 *
 * @param owner of the data, or of the folder it will be made in.
 * @throws DatabaseSetupError when root has no way out.
 */
export function chooseIdentity(owner: Owner, exits: readonly RootExit[]): Identity {
  const candidates = isRoot() ? rootCandidates(owner, exits) : userCandidates();
  const identity = candidates.find((candidate) => runs(candidate, ['true']));
  if (identity !== undefined) return identity;
  throw new DatabaseSetupError(
    'PostgreSQL refuses to run as root, and neither unshare nor setpriv works here. Start as a normal user, or use a ' +
      'server of your own in DATABASE_URL.',
  );
}

/** Whether this program runs as root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function rootCandidates(owner: Owner, exits: readonly RootExit[]): Identity[] {
  if (owner.uid !== 0 && owner.uid !== NOBODY) return [become(owner)];
  return exits.map((exit) =>
    exit === 'unshare' ? nobodyInNamespace({ uid: 0, gid: 0 }) : become({ uid: NOBODY, gid: NOBODY }),
  );
}

function userCandidates(): Identity[] {
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const plain = { prefix: [], ...self };
  try {
    userInfo();
    return [plain];
  } catch {
    // A number without a name, as containers are told to run under: initdb insists on a name.
    return [nobodyInNamespace(self), plain];
  }
}

function nobodyInNamespace(outside: Owner): Identity {
  return {
    prefix: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'],
    ...outside,
  };
}

function become({ uid, gid }: Owner): Identity {
  return { prefix: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'], uid, gid };
}

/**
 * The folder of the binaries as this identity can run them: in place, or a copy where a closed folder is in the way.
 *
 * @throws DatabaseSetupError when they do not run anywhere.
 */
export function reachableBinaries(identity: Identity, binaries: Binaries): string {
  if (runs(identity, [join(binaries.folder, 'bin', 'postgres'), '--version'])) return binaries.folder;
  const places = !isRoot() ? [] : [tmpdir(), '/var/cache', '/var/lib'];
  for (const place of places) {
    const copy = copyBinaries(binaries, place);
    if (copy !== null && runs(identity, [join(copy, 'bin', 'postgres'), '--version'])) return copy;
  }
  throw new DatabaseSetupError(
    `The embedded PostgreSQL in ${binaries.folder} does not run on this machine. Use a server of your own in DATABASE_URL.`,
  );
}

/** Whether this identity can get at a folder by its path. */
export function canReach(identity: Identity, folder: string): boolean {
  return runs(identity, ['test', '-w', folder]);
}

/** Gives a file, or a folder and all in it, to the identity, where it is not its already. Only root ever has to. */
export function giveTo({ uid, gid }: Identity, path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || stats.uid === uid) return;
  if (stats.isDirectory()) {
    for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
      lchownSync(join(path, entry), uid, gid);
    }
  }
  // Last, so that an interrupted pass is taken up again.
  lchownSync(path, uid, gid);
}

function runs(identity: Identity, command: readonly string[]): boolean {
  const [file = '', ...rest] = [...identity.prefix, ...command];
  return spawnSync(file, rest, { env: serverEnvironment, stdio: 'ignore' }).status === 0;
}

/** Copies the binaries below a public folder, or finds the copy of an earlier start; `null` where that is not possible. */
function copyBinaries(binaries: Binaries, place: string): string | null {
  const target = join(place, `rota-postgres-${binaries.packageVersion}`);
  try {
    if (!existsSync(target)) {
      const fresh = mkdtempSync(`${target}-`);
      cpSync(binaries.folder, fresh, { recursive: true, verbatimSymlinks: true });
      chmodSync(fresh, 0o755);
      // One of several copying at once wins; the others' are superfluous.
      if (existsSync(target)) rmSync(fresh, { recursive: true });
      else renameSync(fresh, target);
    }
    const { uid, mode } = lstatSync(target);
    // Somebody else could have put it there in a folder everybody may write to.
    return uid === 0 && (mode & 0o022) === 0 ? target : null;
  } catch {
    // No such folder, no room, read-only: the next place is tried, and reachableBinaries says so in the end.
    return null;
  }
}
