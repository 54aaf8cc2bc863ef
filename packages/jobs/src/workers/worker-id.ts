import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Machine and process, for people; the rest makes it another one after a restart in a container, where both repeat. */
export function createWorkerId(): string {
  return `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
}
