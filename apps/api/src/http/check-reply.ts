import type { Operation, OperationReply } from '@rota/contracts/server';
import type { ZodType } from 'zod';

/**
 * Compares what a handler answers with the contract, in tests and in development. The compiler has checked the shape;
 * this finds what types don't say: a pattern, a bound, a member too many.
 */
export type ReplyCheck = {
  /** @throws Error when the body does not fit the reply's declaration */
  body(operation: Operation, status: number, declared: OperationReply, body: unknown): void;
  /** Passes events on. @throws Error, out of the iteration, at the first that does not fit */
  events<Event>(
    operation: Operation,
    declared: OperationReply,
    events: AsyncIterable<Event>,
  ): AsyncIterable<Event>;
};

/** Compares. */
export const strictReplyCheck: ReplyCheck = {
  body(operation, status, declared, body) {
    if (declared.body !== null) requireFit(`${operation.operationId} ${status}`, declared.body, body);
  },
  async *events(operation, declared, events) {
    for await (const event of events) {
      if (declared.body !== null) requireFit(`an event of ${operation.operationId}`, declared.body, event);
      yield event;
    }
  },
};

/** Compares nothing: production, where a reply that is a little off serves better than none. */
export const noReplyCheck: ReplyCheck = {
  body: () => undefined,
  events: (_operation, _declared, events) => events,
};

function requireFit(what: string, validator: ZodType, value: unknown): void {
  const { error } = validator.safeParse(value);
  if (error === undefined) return;
  const issues = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`${what} is not what the contract says: ${issues.join('; ')}`);
}
