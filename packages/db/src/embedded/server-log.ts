import { openSync, readFileSync, statSync } from 'node:fs';

const BYTES_MAX = 5 * 1024 * 1024;
const TAIL_LINES = 8;

/** Opens the log of a server for writing, mode 0600; begins anew when it has grown beyond 5 MiB. */
export function openServerLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(file, size > BYTES_MAX ? 'w' : 'a', 0o600);
}

/** The last lines of the log, indented, for the end of a message. */
export function readLogTail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n  ');
}
