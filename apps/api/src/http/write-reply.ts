import type { Operation } from '@rota/contracts/server';
import type { StatusCode } from 'hono/utils/http-status';

import { toLoggableError } from '../errors/loggable-error.ts';
import { toByteStream } from './byte-stream.ts';
import type { ReplyCheck } from './check-reply.ts';
import { toEventStream, type StreamEvent } from './event-stream.ts';
import type { HttpContext } from './hono-env.ts';

/** What a handler answers, as the contract's `Reply` types it per operation. */
export type OperationReplyValue = {
  status: number;
  headers?: Readonly<Record<string, string>> | undefined;
  body?: unknown;
  lastEventId?: (() => string) | undefined;
};

/** What a stream needs besides its events; see `event-stream.ts`. */
export type StreamLife = {
  isStillAuthorised(): Promise<boolean>;
  signal(): AbortSignal;
  /** Aborts the context's signal, on which the handler's events wait. */
  stop(): void;
};

/** Writes a handler's answer in the form that the contract declares for its status. */
export function writeReply(
  c: HttpContext,
  {
    reply,
    operation,
    check,
    life,
  }: { reply: OperationReplyValue; operation: Operation; check: ReplyCheck; life: StreamLife },
): Response {
  const { status } = reply;
  const declared = operation.replies[status];
  if (declared === undefined) throw new Error(`${operation.operationId} does not declare ${status}`);
  for (const [name, value] of Object.entries(reply.headers ?? {})) c.header(name, value);
  if (declared.contentType !== null) c.header('Content-Type', declared.contentType);
  c.status(status as StatusCode);

  switch (declared.kind) {
    case 'json':
    case 'problem':
      check.body(reply.body, { operation, status, declared });
      return c.body(JSON.stringify(reply.body));
    case 'empty':
      return c.body(null);
    case 'binary':
      return writeStream(c, toByteStream(reply.body as ReadableStream<Uint8Array>, cutOffOnError(c)));
    case 'events': {
      // nginx would collect a buffer full of events before it passes one on.
      c.header('X-Accel-Buffering', 'no');
      const given = reply.body as AsyncIterable<StreamEvent>;
      const events = check.events(given, { operation, status, declared });
      const { isStillAuthorised, signal, stop } = life;
      const options = {
        ...cutOffOnError(c),
        isStillAuthorised,
        signal: signal(),
        onEnd: stop,
        lastEventId: reply.lastEventId,
      };
      return writeStream(c, toEventStream(events, options));
    }
  }
}

/** A HEAD request gets the headers; the body that will not be read is let go. */
function writeStream(c: HttpContext, body: ReadableStream<Uint8Array>): Response {
  if (c.req.raw.method !== 'HEAD') return c.body(body);
  body.cancel().catch((error: unknown) => {
    c.var.logger.warn({ err: toLoggableError(error) }, 'a body could not be let go');
  });
  return c.body(null);
}

/** After the headers have gone, the only way to say that an answer failed is to break it off. */
function cutOffOnError(c: HttpContext) {
  return {
    cutOff: () => c.env.outgoing?.destroy(),
    onError: (error: unknown) => {
      c.var.logger.warn({ err: toLoggableError(error) }, 'an answer was cut off');
    },
  };
}
