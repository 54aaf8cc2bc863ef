import { describe, expect, it } from 'vitest';

import { readDocument, type OpenApiDocument } from './open-api-document.ts';
import { readOperations } from './read-operations.ts';

const page = { $ref: '#/components/schemas/ThingPage' };
const ok = { '200': { description: '', content: { 'application/json': { schema: page } } } };

function documentWith(paths: Record<string, Record<string, object>>): OpenApiDocument {
  const complete = Object.entries(paths).map(([path, verbs]): [string, object] => {
    const operations = Object.entries(verbs).map(([verb, operation]): [string, object] => [
      verb,
      { operationId: `${verb}${path}`, tags: ['things'], responses: ok, ...operation },
    ]);
    return [path, Object.fromEntries(operations)];
  });
  return readDocument({
    paths: Object.fromEntries(complete),
    components: { schemas: { ThingPage: {}, Kind: { type: 'string', enum: ['a'] } } },
  });
}

function operationWith(operation: object): ReturnType<typeof readOperations>[number] {
  const [first] = readOperations(documentWith({ '/things': { get: operation } }));
  if (!first) throw new Error('no operation');
  return first;
}

describe('reading operations', () => {
  it('puts concrete paths before templated ones, at every segment', () => {
    const document = documentWith({
      '/v1/{id}': { get: {} },
      '/v1/{id}/jobs/{jobId}': { get: {} },
      '/v1/things': { get: {} },
      '/v1/{id}/jobs/events': { get: {} },
      '/v1/{id}/jobs': { get: {} },
    });
    expect(readOperations(document).map((operation) => operation.pathTemplate)).toEqual([
      '/v1/things',
      '/v1/{id}',
      '/v1/{id}/jobs',
      '/v1/{id}/jobs/events',
      '/v1/{id}/jobs/{jobId}',
    ]);
  });

  it('reads each query value as its schema has it, through references', () => {
    const parameter = (name: string, schema: object): object => ({ name, in: 'query', schema });
    const { query } = operationWith({
      parameters: [
        parameter('limit', { type: 'integer' }),
        parameter('share', { type: 'number' }),
        parameter('late', { type: 'boolean' }),
        parameter('search', { type: 'string' }),
        parameter('kind', { $ref: '#/components/schemas/Kind' }),
        parameter('kinds', { type: 'array', items: { $ref: '#/components/schemas/Kind' } }),
      ],
    });
    expect(query).toEqual({
      limit: 'number',
      share: 'number',
      late: 'boolean',
      search: 'string',
      kind: 'string',
      kinds: 'array',
    });
  });

  it('needs no credential only where the contract says so', () => {
    expect(operationWith({}).security).toEqual(['key']);
    expect(operationWith({ security: [{ BearerAuth: [] }] }).security).toEqual(['key']);
    const both = [{ OperatorAuth: [] }, { WorkerAuth: [] }];
    expect(operationWith({ security: both }).security).toEqual(['operator', 'worker']);
    expect(() => operationWith({ security: [{ Nothing: [] }] })).toThrow('Nothing is no credential');
    expect(operationWith({ security: [{}] }).security).toEqual([]);
  });

  it('tells values, problems, events, bytes and empty replies apart by content type', () => {
    const content = (type: string): object => ({ content: { [type]: { schema: page } } });
    const { replies } = operationWith({
      responses: {
        '200': content('application/json'),
        '206': content('application/octet-stream'),
        '202': content('text/event-stream'),
        '204': {},
        '404': content('application/problem+json'),
      },
    });
    const kinds = Object.fromEntries(replies.map((reply) => [reply.status, [reply.kind, reply.schema]]));
    expect(kinds).toEqual({
      200: ['json', 'ThingPage'],
      202: ['events', 'ThingPage'],
      204: ['empty', null],
      206: ['binary', null],
      404: ['problem', 'ThingPage'],
    });
  });

  it('knows what may be sent again by its header, and how large a body may be by its extension', () => {
    const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } };
    const responses = { ...ok, '422': {} };
    expect(operationWith({})).toMatchObject({ idempotent: false, bodyBytesMax: null });
    expect(operationWith({ parameters: [key], responses })).toMatchObject({ idempotent: true });
    expect(operationWith({ 'x-rota-body-bytes': 2048 })).toMatchObject({ bodyBytesMax: 2048 });
    expect(() => operationWith({ parameters: [key] })).toThrow('IdempotencyReused');
  });

  it('lets a body be left out only where the contract says so', () => {
    const content = { 'application/json': { schema: page } };
    expect(operationWith({}).bodyIsOptional).toBe(false);
    expect(operationWith({ requestBody: { content } }).bodyIsOptional).toBe(true);
    expect(operationWith({ requestBody: { content, required: true } }).bodyIsOptional).toBe(false);
  });

  it.each([
    [
      'a query value that is an object',
      { parameters: [{ name: 'q', in: 'query', schema: { type: 'object' } }] },
    ],
    [
      'a reply whose schema has no name',
      { responses: { '200': { content: { 'application/json': { schema: {} } } } } },
    ],
    ['two tags', { tags: ['a', 'b'] }],
    [
      'a body that is neither JSON nor a form',
      { requestBody: { content: { 'text/csv': { schema: page } } } },
    ],
    ['a reference that leads nowhere', { parameters: [{ $ref: '#/components/parameters/Nothing' }] }],
  ])('refuses %s', (_what, operation) => {
    expect(() => operationWith(operation)).toThrow();
  });
});
