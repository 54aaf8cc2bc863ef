import type { ZodType } from 'zod';

/** What a query value is read as before it is validated; `array` is an array of texts, repeated or parted by commas. */
export type QueryKind = 'number' | 'boolean' | 'array' | 'string';

/**
 * What the body of a reply is. `json` and `problem` are values; `events` is a stream of values, sent as server-sent
 * events; `binary` is a stream of bytes; `empty` is none.
 */
export type ReplyKind = 'json' | 'problem' | 'events' | 'binary' | 'empty';

/** One declared reply of an operation. */
export interface OperationReply {
  /** How its body is read. */
  readonly kind: ReplyKind;
  /** Null for a reply without a body. */
  readonly contentType: string | null;
  /** The validator of the body; of one event for `events`; null for `binary` and `empty`. */
  readonly body: ZodType | null;
  /** The headers that the contract declares, by their names as written there. */
  readonly headers: Readonly<Record<string, 'required' | 'optional'>>;
}

/**
 * What can open an operation: an API key of an organisation, or one of the two tokens of the installation, the operators'
 * and that of the host that calls workers.
 */
export type CredentialKind = 'key' | 'operator' | 'worker';

/** One operation of the contract, as the generated table has it. */
export interface Operation {
  /** Its name, under which its handler is found. */
  readonly operationId: string;
  /** The group it belongs to: one routes file each. */
  readonly tag: string;
  /** The HTTP verb. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path as OpenAPI writes it: `/v1/orgs/{orgId}`. */
  readonly pathTemplate: string;
  /** The path as Hono writes it: `/v1/orgs/:orgId`. */
  readonly honoPath: string;
  /** The credentials that open it, any one of them; none: it is open to all. */
  readonly security: readonly CredentialKind[];
  /** A `multipart` body is handed on as a stream, unread. */
  readonly bodyKind: 'none' | 'json' | 'multipart';
  /** Whether a request may come without its body, which then is an empty object. */
  readonly bodyIsOptional: boolean;
  /** The largest JSON body that it takes, in bytes; null: as large as everywhere. */
  readonly bodyBytesMax: number | null;
  /** Whether it takes an `Idempotency-Key`: a request that is sent again gets the answer that the first one got. */
  readonly idempotent: boolean;
  /** The validators of the request's parts; null where the operation has no such part. They refuse unknown members. */
  readonly input: {
    readonly path: ZodType | null;
    readonly query: ZodType | null;
    /** Of the declared headers only, under the names that the contract gives them. */
    readonly headers: ZodType | null;
    /** Of a form: its parts by name, a file as a text. */
    readonly body: ZodType | null;
  };
  /** Every query parameter, with what its text is read as. */
  readonly queryKinds: Readonly<Record<string, QueryKind>>;
  /** The declared statuses below 400. */
  readonly successStatuses: readonly number[];
  /** The declared replies by status. */
  readonly replies: Readonly<Record<number, OperationReply>>;
}
