import { readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A server that has this data folder open, by the file it keeps there. */
export interface Postmaster {
  pid: number;
  port: number;
  status: 'starting' | 'ready' | 'stopping';
}

/**
 * A name for a data folder, on the command line of its server. By device and inode, so that it survives a folder that is
 * moved while the server runs, and a copied folder has another one.
 */
export function clusterName(dataFolder: string): string {
  const { dev, ino } = statSync(dataFolder);
  return `rota-${dev}-${ino}`;
}

/**
 * The server that runs on this data folder, or `null`. A `postmaster.pid` left by a crash is told from a live one by the
 * process: ids are reused, quickly so in containers, and PostgreSQL itself would refuse to start beside a reused one.
 */
export function findPostmaster(dataFolder: string): Postmaster | null {
  const lines = readLines(join(dataFolder, 'postmaster.pid'));
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isServerOf(dataFolder, pid)) return null;
  const status = lines[7]?.trim();
  return {
    pid,
    port: Number(lines[3]),
    status: status === 'ready' || status === 'stopping' ? status : 'starting',
  };
}

/** The port of the server that runs on this data folder, or ran until it crashed; `null` when it ended in order. */
export function readLastPort(dataFolder: string): number | null {
  const port = Number(readLines(join(dataFolder, 'postmaster.pid'))[3]);
  return Number.isSafeInteger(port) && port > 0 ? port : null;
}

/** Removes the file of a server that is gone. Only under the start lock, and after {@link findPostmaster} said `null`. */
export function removeStalePidFile(dataFolder: string): void {
  rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
}

function isServerOf(dataFolder: string, pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (command.includes(`cluster_name=${clusterName(dataFolder)}`)) return true;
    // Started by hand, by pg_ctl for example: a server's working folder is its data folder.
    return (
      command[0]?.includes('postgres') === true && isSameFolder(readlinkSync(`/proc/${pid}/cwd`), dataFolder)
    );
  } catch {
    // No such process, or another user's, which cannot have our data open.
    return false;
  }
}

function isSameFolder(one: string, other: string): boolean {
  const [left, right] = [statSync(one), statSync(other)];
  return left.dev === right.dev && left.ino === right.ino;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    // No file: no server.
    return [];
  }
}
