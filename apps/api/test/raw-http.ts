import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * Sends bytes as they are and reads what comes back until the server closes: for requests that no client would make.
 *
 * @param parts written one after another
 */
export async function sendRaw(baseUrl: string, ...parts: readonly string[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect({ host: hostname, port: Number(port) });
  // The server may close while there is still something to write.
  socket.on('error', () => undefined);
  for (const part of parts) socket.write(part);
  const answer = await text(socket);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head, body };
}

/** An answer as it came over the wire. */
export type RawAnswer = { status: number; head: string; body: string };
