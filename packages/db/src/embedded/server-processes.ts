import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 10;

/** A process of a server. */
export interface ServerProcess {
  pid: number;
  /** The others are its children, and may outlive it. */
  isPostmaster: boolean;
}

/**
 * Every process of a server that may be signalled from here, by the cluster name each of them carries on its command
 * line. That works also when the data folder was moved or removed below it, and finds those that outlived their postmaster.
 */
export function listServerProcesses(name: string): ServerProcess[] {
  const found: ServerProcess[] = [];
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isSafeInteger)) {
    const command = readCommand(pid);
    const isPostmaster = isPostmasterOf(name, command);
    if (!isPostmaster && !command.startsWith(`postgres: ${name}: `)) continue;
    if (signalProcess(pid, 0)) found.push({ pid, isPostmaster });
  }
  return found;
}

/** Signals a process, or asks with 0 whether one could; answers `false` where it is gone, or another user's. */
export function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    // Gone by itself meanwhile, or not ours: either way nobody who has our data open.
    return false;
  }
}

/** Whether processes have ended within a time. One that has, and waits for its parent to notice, counts as ended. */
export async function haveEnded(pids: readonly number[], withinMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs;
  while (pids.some(isAlive)) {
    if (performance.now() > giveUpAt) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** It keeps its settings on the command line; its children write `postgres: <cluster_name>: <what it does>`. */
function isPostmasterOf(name: string, command: string): boolean {
  return command.includes('postgres') && command.split('\0').includes(`cluster_name=${name}`);
}

function isAlive(pid: number): boolean {
  return readCommand(pid) !== '';
}

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It has ended.
    return '';
  }
}
