import type { OperationDescription, ReplyDescription } from './read-operations.ts';

/** The TypeScript of `server/operations.gen.ts`: the operation table and, beside it, the type of each reply's body. */
export function printOperations(operations: readonly OperationDescription[]): string {
  return `// Made by codegen/print-operations.ts from openapi/openapi.yaml. Not for editing: \`pnpm generate\` makes it anew.
import type { Operation } from './operation.ts';
import type * as types from './gen/types.gen.ts';
import * as z from './gen/zod.gen.ts';

/** Every operation of the contract; concrete paths before templated ones. */
export const operations = {
${operations.map(printOperation).join('\n')}
} as const satisfies Record<string, Operation>;

/** The body of each declared reply, by operation and status; of a stream of events, one event. */
export interface OperationReplyBodies {
${operations.map((operation) => `  ${operation.operationId}: ${printReplyTypes(operation)};`).join('\n')}
}
`;
}

function printOperation(operation: OperationDescription): string {
  const { operationId, query } = operation;
  const successStatuses = operation.replies.map((reply) => reply.status).filter((status) => status < 400);
  return `  ${operationId}: {
    operationId: '${operationId}',
    tag: '${operation.tag}',
    method: '${operation.method}',
    pathTemplate: '${operation.pathTemplate}',
    honoPath: '${operation.pathTemplate.replaceAll(/\{(\w+)\}/g, ':$1')}',
    security: [${operation.security.map((kind) => `'${kind}'`).join(', ')}],
    bodyKind: '${operation.body}',
    bodyIsOptional: ${operation.bodyIsOptional},
    bodyBytesMax: ${operation.bodyBytesMax},
    idempotent: ${operation.idempotent},
    input: {
      path: ${operation.hasPath ? validator(operationId, 'Path') : 'null'},
      query: ${Object.keys(query).length > 0 ? validator(operationId, 'Query') : 'null'},
      headers: ${operation.hasHeaders ? validator(operationId, 'Headers') : 'null'},
      body: ${operation.body === 'none' ? 'null' : validator(operationId, 'Body')},
    },
    queryKinds: ${printRecord(query)},
    successStatuses: [${successStatuses.join(', ')}],
    replies: {
${operation.replies.map(printReply).join('\n')}
    },
  },`;
}

function validator(operationId: string, part: string): string {
  return `z.z${pascalCase(operationId)}${part}`;
}

function printReply(reply: ReplyDescription): string {
  const contentType = reply.contentType === null ? 'null' : `'${reply.contentType}'`;
  const body = reply.schema === null ? 'null' : `z.z${reply.schema}`;
  return `      ${reply.status}: { kind: '${reply.kind}', contentType: ${contentType}, body: ${body}, headers: ${printRecord(reply.headers)} },`;
}

function printRecord(record: Record<string, string>): string {
  const members = Object.entries(record).map(
    ([name, value]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: '${value}'`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function printReplyTypes(operation: OperationDescription): string {
  const name = pascalCase(operation.operationId);
  const failures = operation.replies.some((reply) => reply.status >= 400);
  return `types.${name}Responses${failures ? ` & types.${name}Errors` : ''}`;
}

function pascalCase(operationId: string): string {
  return operationId.charAt(0).toUpperCase() + operationId.slice(1);
}
