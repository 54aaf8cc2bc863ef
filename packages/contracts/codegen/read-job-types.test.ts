import { describe, expect, it } from 'vitest';

import { readDocument, type JsonObject, type OpenApiDocument } from './open-api-document.ts';
import { readJobTypes } from './read-job-types.ts';

const retryPolicy = { properties: { strategy: { default: 'exponential' }, baseSeconds: { default: 5 } } };

function documentWith(extension: JsonObject, schemas: Record<string, JsonObject> = {}): OpenApiDocument {
  const job = {
    description: 'Counts\nthings.',
    'x-rota-job': extension,
    properties: {
      type: { enum: ['thing:count'] },
      input: { $ref: '#/components/schemas/CountInput' },
      output: { anyOf: [{ $ref: '#/components/schemas/CountOutput' }, { type: 'null' }] },
    },
  };
  const plain = { type: 'object', properties: { n: { type: 'integer' } } };
  return readDocument({
    paths: {},
    components: {
      schemas: {
        CountJob: job,
        CountInput: plain,
        CountOutput: plain,
        RetryPolicyRequest: retryPolicy,
        ...schemas,
      },
    },
  });
}

describe('reading job types', () => {
  it('takes the days that a type keeps its jobs for, and none for one that does not say', () => {
    const [saying] = readJobTypes(documentWith({ category: 'Things', retentionDays: { completed: 1 } }));
    const [silent] = readJobTypes(documentWith({ category: 'Things' }));
    expect([saying?.retentionDays, silent?.retentionDays]).toEqual([{ completed: 1 }, {}]);
  });

  it('takes the defaults that a type does not declare from the contract', () => {
    const [job] = readJobTypes(documentWith({ category: 'Things', defaults: { maxAttempts: 2 } }));
    expect(job).toMatchObject({
      type: 'thing:count',
      category: 'Things',
      description: 'Counts things.',
      retired: false,
      defaults: {
        priority: 'normal',
        maxAttempts: 2,
        timeoutSeconds: 3600,
        retry: { strategy: 'exponential', baseSeconds: 5 },
      },
    });
  });

  it('puts references in their place and closes objects to unknown members', () => {
    const input = { type: 'object', properties: { inner: { $ref: '#/components/schemas/Inner' } } };
    const inner = { type: 'object', properties: { a: { type: 'string', 'x-pattern-message': 'left out' } } };
    const [job] = readJobTypes(documentWith({ category: 'Things' }, { CountInput: input, Inner: inner }));
    expect(job?.inputSchema).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      properties: {
        inner: { type: 'object', additionalProperties: false, properties: { a: { type: 'string' } } },
      },
    });
  });

  it('leaves maps open', () => {
    const input = { type: 'object', additionalProperties: { type: 'string' } };
    const [job] = readJobTypes(documentWith({ category: 'Things' }, { CountInput: input }));
    expect(job?.inputSchema['additionalProperties']).toEqual({ type: 'string' });
  });

  it('refuses an input that holds itself, because its schema would have no end', () => {
    const input = { type: 'object', properties: { next: { $ref: '#/components/schemas/CountInput' } } };
    expect(() => readJobTypes(documentWith({ category: 'Things' }, { CountInput: input }))).toThrow(
      /holds itself/,
    );
  });

  it.each([
    ['a misspelt end', { category: 'Things', retentionDays: { done: 2 } }],
    ['a misspelt default', { category: 'Things', defaults: { maxAttempt: 2 } }],
    ['a timeout beyond 82,800 s', { category: 'Things', defaults: { timeoutSeconds: 82_801 } }],
    ['a type without a category', {}],
  ])('refuses %s', (_what, extension) => {
    expect(() => readJobTypes(documentWith(extension))).toThrow();
  });
});
