/**
 * What a process tells the supervisor over their IPC channel. The channel's end tells the process, in turn, that its
 * supervisor is gone.
 */
export type ProcessMessage = { kind: 'ready' };

/** Tells the supervisor, if there is one, that this process does its work from now on. */
export function reportReady(): void {
  const message: ProcessMessage = { kind: 'ready' };
  process.send?.(message);
}

/** Whether a message that came over the channel says so. */
export function isReadyMessage(message: unknown): message is ProcessMessage {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'ready';
}
