import { DatabaseSetupError } from '../setup-error.ts';
import { findPostmaster } from './postmaster.ts';
import { haveEnded, listServerProcesses, signalProcess } from './server-processes.ts';

const FAST_SHUTDOWN_MS = 20_000;
// As a postmaster does with its children: what does not heed SIGQUIT within five seconds is killed.
const QUIT_MS = 5_000;
const KILL_MS = 5_000;
// Most processes notice at once that their postmaster is gone; one in the middle of a long statement does not.
const ORPHANS_GRACE_MS = 2_000;

/** A server by the folder of its data and the cluster name it was started with; the folder may be gone. */
export interface ServerToEnd {
  data: string;
  name: string;
}

/**
 * Ends a server, whoever started it: open transactions are rolled back, data is on disk. Resolves when no process of it is
 * left; at once when there is none.
 *
 * @throws DatabaseSetupError when there are processes that nothing ends.
 */
export async function endServer({ data, name }: ServerToEnd): Promise<void> {
  const pid =
    findPostmaster(data)?.pid ?? listServerProcesses(name).find(({ isPostmaster }) => isPostmaster)?.pid;
  if (pid !== undefined) {
    signalProcess(pid, 'SIGINT');
    if (!(await haveEnded([pid], FAST_SHUTDOWN_MS))) signalProcess(pid, 'SIGQUIT');
    await haveEnded([pid], QUIT_MS + KILL_MS);
  }
  await endOrphans(name);
}

/**
 * Ends what is left of a server whose postmaster was killed. Only after that may another start on its data: until then
 * these processes share memory and files with nobody who watches over them. What they had not committed is rolled back
 * by the recovery, as after any crash.
 *
 * @throws DatabaseSetupError when they do not end even when killed.
 */
export async function endOrphans(name: string): Promise<void> {
  const steps = [
    { signal: 0, waitMs: ORPHANS_GRACE_MS },
    { signal: 'SIGQUIT', waitMs: QUIT_MS },
    { signal: 'SIGKILL', waitMs: KILL_MS },
  ] as const;
  let left = listPids(name);
  for (const { signal, waitMs } of steps) {
    if (left.length === 0) return;
    for (const pid of left) signalProcess(pid, signal);
    await haveEnded(left, waitMs);
    left = listPids(name);
  }
  if (left.length === 0) return;
  throw new DatabaseSetupError(
    `Processes of an embedded PostgreSQL that crashed do not end (${left.join(', ')}): end them, then start again.`,
  );
}

function listPids(name: string): number[] {
  return listServerProcesses(name).map(({ pid }) => pid);
}
