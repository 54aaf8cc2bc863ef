import type { z, ZodType } from 'zod';
import type { operations, OperationReplyBodies } from './operations.gen.ts';

/** The operation table of the contract. */
export type Operations = typeof operations;

/** The name of an operation. */
export type OperationId = keyof Operations;

/** The tags that group operations: one routes file each. */
export type OperationTag = Operations[OperationId]['tag'];

/** The operations of a tag. */
export type OperationsOf<Tag extends OperationTag> = {
  [Op in OperationId]: Operations[Op]['tag'] extends Tag ? Op : never;
}[OperationId];

/** A form that has not been read: the handler takes it from the stream, part by part. */
export interface MultipartBody {
  /** With the boundary, as the request has it. */
  readonly contentType: string;
  /** Null when the request does not say. */
  readonly contentLength: number | null;
  /** The raw bytes of the body. */
  readonly stream: ReadableStream<Uint8Array>;
}

/** What a handler gets: the parts of the request after coercion and validation; undefined where there is none. */
export interface Input<Op extends OperationId> {
  /** The segments of the path that vary. */
  readonly path: Validated<Operations[Op]['input']['path']>;
  /** Numbers, booleans and lists, read from their texts; defaults filled in. */
  readonly query: Validated<Operations[Op]['input']['query']>;
  /** The declared headers, under the names that the contract gives them. */
  readonly headers: Validated<Operations[Op]['input']['headers']>;
  /** JSON with defaults filled in, or a form that the handler reads. */
  readonly body: Operations[Op]['bodyKind'] extends 'multipart'
    ? MultipartBody
    : Validated<Operations[Op]['input']['body']>;
}

type Validated<Validator> = Validator extends ZodType ? z.output<Validator> : undefined;

/** What a handler answers: one of the statuses that the contract declares, with its body and headers. */
export type Reply<Op extends OperationId> = {
  [Status in StatusOf<Op>]: ReplyWith<Op, Status, Operations[Op]['replies'][Status]>;
}[StatusOf<Op>];

/** The statuses that the contract declares for an operation. */
export type StatusOf<Op extends OperationId> = keyof Operations[Op]['replies'] &
  keyof OperationReplyBodies[Op] &
  number;

type ReplyWith<Op extends OperationId, Status extends StatusOf<Op>, Declared> = {
  readonly status: Status;
} & BodyMember<Declared, OperationReplyBodies[Op][Status]> &
  HeadersMember<Declared>;

/** Values as they are; events one after another; bytes as a stream; and no body at all for an empty reply. */
type BodyMember<Declared, Body> = Declared extends { readonly kind: 'json' | 'problem' }
  ? { readonly body: Body }
  : Declared extends { readonly kind: 'events' }
    ? {
        readonly body: AsyncIterable<Body>;
        /** The id that stands for all events sent up to now; asked for while nothing happens. */
        readonly lastEventId?: (() => string) | undefined;
      }
    : Declared extends { readonly kind: 'binary' }
      ? { readonly body: ReadableStream<Uint8Array> }
      : { readonly body?: undefined };

/** Headers that the contract requires must be there; others may be. */
type HeadersMember<Declared> = Declared extends { readonly headers: infer Headers }
  ? [RequiredNames<Headers>] extends [never]
    ? { readonly headers?: Readonly<Record<string, string>> | undefined }
    : {
        readonly headers: Readonly<Record<string, string>> & {
          readonly [Name in RequiredNames<Headers>]: string;
        };
      }
  : never;

type RequiredNames<Headers> = {
  [Name in keyof Headers]: Headers[Name] extends 'required' ? Name : never;
}[keyof Headers];

/** Does the work of one operation. */
export type Handler<Op extends OperationId, Context> = (
  input: Input<Op>,
  context: Context,
) => Promise<Reply<Op>>;

/** The handlers of all operations: one missing, surplus or mistyped does not compile. */
export type Handlers<Context> = { readonly [Op in OperationId]: Handler<Op, Context> };

/** The handlers of one tag's operations: what a routes file returns. */
export type HandlersOf<Tag extends OperationTag, Context> = Pick<Handlers<Context>, OperationsOf<Tag>>;
