import type { Operation, OperationReply } from '@rota/contracts/server';
import type { ZodType } from 'zod';

/**
 * Compares what a handler answers with the contract, in tests and in development. The compiler has checked the shape;
 * this finds what types don't say: a pattern, a bound, a member too many.
 */
export type ReplyCheck = {
  /** @throws Error when the body does not fit the reply's declaration */
  body(body: unknown, reply: DeclaredReply): void;
  /** Passes events on. @throws Error, out of the iteration, at the first that does not fit */
  events<Event>(events: AsyncIterable<Event>, reply: DeclaredReply): AsyncIterable<Event>;
};

/** What the contract says of an answer, and whose it is. */
export type DeclaredReply = { operation: Operation; status: number; declared: OperationReply };

/** Compares. */
export const strictReplyCheck: ReplyCheck = {
  body(body, { operation, status, declared }) {
    requireFit(body, { validator: declared.body, what: `${operation.operationId} ${status}` });
  },
  async *events(events, { operation, declared }) {
    for await (const event of events) {
      requireFit(event, { validator: declared.body, what: `an event of ${operation.operationId}` });
      yield event;
    }
  },
};

/** Compares nothing: production, where a reply that is a little off serves better than none. */
export const noReplyCheck: ReplyCheck = {
  body: () => undefined,
  events: (events) => events,
};

function requireFit(value: unknown, { validator, what }: { validator: ZodType | null; what: string }): void {
  const error = validator?.safeParse(value).error;
  if (error === undefined) return;
  const issues = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`${what} is not what the contract says: ${issues.join('; ')}`);
}
