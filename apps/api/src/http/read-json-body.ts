import type { Violation } from '../errors/app-error.ts';
import { bodyTooLarge, unsupportedMediaType } from './body.errors.ts';
import { findUnsoundJson } from './unsound-json.ts';

/** The largest JSON body in bytes, of operations for which the contract says nothing else. */
export const BODY_BYTES_MAX = 1024 * 1024;

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** A body as JSON, with the bytes that it was read from, and what is wrong with it whatever its schema. */
export type JsonBody =
  | { value: unknown; bytes: Uint8Array; violations: Violation[] }
  | { violations: Violation[] };

/**
 * Reads a JSON body. One that is too large is refused by its declared length before a byte is read, or as soon as it
 * passes the limit where it declares none.
 *
 * @throws AppError of kind `unsupported_media_type` or `too_large`
 */
export async function readJsonBody(request: Request, bytesMax = BODY_BYTES_MAX): Promise<JsonBody> {
  requireContentType(request.headers, { pattern: JSON_TYPE, wanted: 'application/json' });
  if (request.headers.get('Content-Encoding') !== null) throw unsupportedMediaType('an unencoded body');
  return parse(await readBytes(request, bytesMax));
}

/** Whether a request comes without a body: one of length 0, or none announced (RFC 9112, 6.3). */
export function hasNoBody({ headers }: Request): boolean {
  const length = headers.get('Content-Length');
  return length === null ? headers.get('Transfer-Encoding') === null : Number(length) === 0;
}

/**
 * Refuses a body of another content type.
 * @throws AppError of kind `unsupported_media_type`
 */
export function requireContentType(
  headers: Headers,
  { pattern, wanted }: { pattern: RegExp; wanted: string },
): void {
  if (!pattern.test(headers.get('Content-Type') ?? '')) throw unsupportedMediaType(wanted);
}

function parse(bytes: Uint8Array): JsonBody {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { violations: [{ in: 'body', pointer: '', message: 'is not JSON in UTF-8' }] };
  }
  return { value, bytes, violations: findUnsoundJson(value) };
}

async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  const declared = request.headers.get('Content-Length');
  if (declared !== null) {
    if (Number(declared) > bytesMax) throw bodyTooLarge(bytesMax);
    // The server's parser lets no more than the declared length through.
    return new Uint8Array(await request.arrayBuffer());
  }
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the stream: what else is sent is not read.
  const stream: ReadableStream<Uint8Array> = request.body;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > bytesMax) throw bodyTooLarge(bytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
