/** How often a worker says that it lives, in one statement. */
export const HEARTBEAT_MS = 3_000;

/**
 * A worker that has not been heard of for so long is gone: five missed heartbeats, so that a full pool or a slow server
 * is no death. Its jobs are taken over some seconds before; see the heartbeats of messages.
 */
const SILENT_SECONDS = 15;

/** SQL: whether worker `w` lives, by the server's clock, which wrote the time as well. */
export const isLiving = (w: string): string =>
  `${w}.last_seen_at > now() - interval '${SILENT_SECONDS} seconds'`;

/** SQL: whether worker `w` serves a queue; one that names none serves all. */
export const servesQueue = (w: string, queue: string): string =>
  `(${w}.queues = '{}' OR ${queue} = ANY (${w}.queues))`;
