import { findParameter, findSchema, readSchema, schemaName } from './open-api-document.ts';
import type {
  OpenApiDocument,
  OperationObject,
  Parameter,
  ResponseObject,
  Schema,
} from './open-api-document.ts';

/** What a query value is read as; `array` is an array of texts. */
export type QueryKind = 'number' | 'boolean' | 'array' | 'string';

/** What can open an operation, by the name of its security scheme. */
const CREDENTIALS = { BearerAuth: 'key', OperatorAuth: 'operator', WorkerAuth: 'worker' } as const;
type CredentialKind = (typeof CREDENTIALS)[keyof typeof CREDENTIALS];

/** One declared reply. */
export interface ReplyDescription {
  status: number;
  /** `json` and `problem` are values; `events` is a stream of values, `binary` one of bytes; `empty` has no body. */
  kind: 'json' | 'problem' | 'events' | 'binary' | 'empty';
  contentType: string | null;
  /** The model of the body, or of one event. */
  schema: string | null;
  headers: Record<string, 'required' | 'optional'>;
}

/** One operation, as the generated table has it. */
export interface OperationDescription {
  operationId: string;
  tag: string;
  method: string;
  /** With parameters in braces, as OpenAPI writes it. */
  pathTemplate: string;
  /** The credentials that open it, any one of them; none: it is open to all. */
  security: CredentialKind[];
  hasPath: boolean;
  hasHeaders: boolean;
  /** What each parameter is read as. */
  query: Record<string, QueryKind>;
  body: 'none' | 'json' | 'multipart';
  /** Whether a request may come without its body. */
  bodyIsOptional: boolean;
  /** The largest JSON body in bytes, from `x-rota-body-bytes`; null: as everywhere. */
  bodyBytesMax: number | null;
  /** Whether it takes an `Idempotency-Key`. */
  idempotent: boolean;
  replies: ReplyDescription[];
}

/** All operations; concrete paths before templated ones, so that a router that takes the first match takes the right one. */
export function readOperations(document: OpenApiDocument): OperationDescription[] {
  return Object.entries(document.paths)
    .toSorted(([a], [b]) => comparePaths(a, b))
    .flatMap(([pathTemplate, verbs]) =>
      Object.entries(verbs).map(([method, operation]) =>
        describeOperation(document, pathTemplate, method, operation),
      ),
    );
}

function describeOperation(
  document: OpenApiDocument,
  pathTemplate: string,
  method: string,
  operation: OperationObject,
): OperationDescription {
  const parameters = operation.parameters.map((parameter) => resolveParameter(document, parameter));
  const [tag, ...moreTags] = operation.tags;
  if (!tag || moreTags.length > 0) throw new Error(`${operation.operationId} needs exactly one tag`);
  const body = bodyKind(operation);
  return {
    operationId: operation.operationId,
    tag,
    method: method.toUpperCase(),
    pathTemplate,
    security: readSecurity(operation),
    hasPath: parameters.some((parameter) => parameter.in === 'path'),
    hasHeaders: parameters.some((parameter) => parameter.in === 'header'),
    query: Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === 'query')
        .map((parameter) => [
          parameter.name,
          queryKind(document, parameter.schema, `${operation.operationId}?${parameter.name}`),
        ]),
    ),
    body,
    bodyIsOptional: body !== 'none' && operation.requestBody?.required !== true,
    bodyBytesMax: operation['x-rota-body-bytes'] ?? null,
    idempotent: isIdempotent(operation, parameters),
    replies: Object.entries(operation.responses).map(([status, response]) =>
      describeReply(operation.operationId, Number(status), response),
    ),
  };
}

/** Left out: that of the whole contract. */
function readSecurity({ operationId, security = [{ BearerAuth: [] }] }: OperationObject): CredentialKind[] {
  if (security.some((schemes) => Object.keys(schemes).length === 0)) return [];
  return security.map((schemes) => {
    const [name = '', ...more] = Object.keys(schemes);
    if (!isCredential(name) || more.length > 0) throw new Error(`${operationId}: ${name} is no credential`);
    return CREDENTIALS[name];
  });
}

const isCredential = (name: string): name is keyof typeof CREDENTIALS => name in CREDENTIALS;

/** The header says it; an operation that takes it has to be able to refuse a key that stands for something else. */
function isIdempotent(
  { operationId, responses }: OperationObject,
  parameters: readonly Parameter[],
): boolean {
  const takesKey = parameters.some(({ in: place, name }) => place === 'header' && name === 'Idempotency-Key');
  if (takesKey && !('422' in responses)) throw new Error(`${operationId} needs | IdempotencyReused`);
  return takesKey;
}

function resolveParameter(
  document: OpenApiDocument,
  parameter: OperationObject['parameters'][number],
): Parameter {
  return '$ref' in parameter ? findParameter(document, parameter.$ref) : parameter;
}

function queryKind(document: OpenApiDocument, schema: Schema, where: string): QueryKind {
  const resolved = schema.$ref ? readSchema(findSchema(document, schema.$ref)) : schema;
  if (resolved.type === 'integer' || resolved.type === 'number') return 'number';
  if (resolved.type === 'boolean' || resolved.type === 'string') return resolved.type;
  if (resolved.type === 'array' && queryKind(document, readSchema(resolved.items), where) === 'string')
    return 'array';
  throw new Error(`${where}: a query value is a number, a boolean, a string or an array of strings`);
}

function bodyKind(operation: OperationObject): OperationDescription['body'] {
  const contentTypes = Object.keys(operation.requestBody?.content ?? {});
  if (contentTypes.length === 0) return 'none';
  if (contentTypes.length === 1 && contentTypes[0] === 'application/json') return 'json';
  if (contentTypes.length === 1 && contentTypes[0] === 'multipart/form-data') return 'multipart';
  throw new Error(`${operation.operationId}: a body is JSON or a form, not ${contentTypes.join(', ')}`);
}

function describeReply(operationId: string, status: number, response: ResponseObject): ReplyDescription {
  const [content, ...more] = Object.entries(response.content ?? {});
  if (more.length > 0) throw new Error(`${operationId} ${status}: one content type a status`);
  const headers = Object.fromEntries(
    Object.entries(response.headers ?? {}).map(([name, header]) => [
      name,
      header.required ? ('required' as const) : ('optional' as const),
    ]),
  );
  if (!content) return { status, kind: 'empty', contentType: null, schema: null, headers };
  const [contentType, { schema }] = content;
  const kind = replyKind(contentType);
  return {
    status,
    kind,
    contentType,
    schema: kind === 'binary' ? null : schemaName(schema, `${operationId} ${status}`),
    headers,
  };
}

function replyKind(contentType: string): ReplyDescription['kind'] {
  switch (contentType) {
    case 'application/json':
      return 'json';
    case 'application/problem+json':
      return 'problem';
    case 'text/event-stream':
      return 'events';
    default:
      return 'binary';
  }
}

/** Segment by segment: a concrete segment before a parameter, otherwise by name. */
function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (const [index, segment] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (segment === other) continue;
    if (segment.startsWith('{') !== other.startsWith('{')) return segment.startsWith('{') ? 1 : -1;
    return segment < other ? -1 : 1;
  }
  return left.length - right.length;
}
