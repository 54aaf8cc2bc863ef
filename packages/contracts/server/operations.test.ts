import { describe, expect, it } from 'vitest';

import { jobTypes, operations, type Operation, type JobTypeDefinition } from './index.ts';

const table: [string, Operation][] = Object.entries(operations);
const ofOrganisations = table.filter(([, operation]) => operation.pathTemplate.includes('{orgId}'));
const catalogue: [string, JobTypeDefinition][] = Object.entries(jobTypes);

describe('the operation table', () => {
  it.each(table)('%s takes a credential, or is one of the three that say who answers', (id, operation) => {
    expect(operation.security.length === 0).toBe(['getLivez', 'getReadyz', 'getMeta'].includes(id));
  });

  it.each(table)("%s takes a key, or is the installation's and takes a token of it", (_id, operation) => {
    const isOfSystem = operation.pathTemplate.startsWith('/v1/system/');
    expect(operation.security.includes('key')).toBe(!isOfSystem && operation.security.length > 0);
  });

  it.each(ofOrganisations)(
    '%s may answer 401 and 404, as everything of an organisation',
    (_id, operation) => {
      expect(Object.keys(operation.replies)).toEqual(expect.arrayContaining(['400', '401', '404']));
    },
  );

  it.each(table)('%s refuses query parameters that it does not know', (_id, { input }) => {
    const issues = input.query?.safeParse({ nothing: '1' }).error?.issues ?? [];
    expect(issues.map((issue) => issue.code)).toEqual(input.query ? ['unrecognized_keys'] : []);
  });

  it('has one operation for each method and path', () => {
    const places = table.map(([, operation]) => `${operation.method} ${operation.honoPath}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('writes path parameters as the router does', () => {
    expect(operations.getFileContent.honoPath).toBe('/v1/orgs/:orgId/files/:fileId/content');
  });
});

describe('the job catalogue', () => {
  it.each(catalogue)(
    '%s names itself and describes its input and output in JSON Schema',
    (type, definition) => {
      expect(definition.type).toBe(type);
      expect(definition.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(definition.outputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(JSON.stringify([definition.inputSchema, definition.outputSchema])).not.toContain('$ref');
    },
  );

  it('fills in the defaults of an input', () => {
    expect(jobTypes['demo:run'].input.parse({})).toEqual({ steps: 10, stepMilliseconds: 200 });
  });

  it('takes 0 and 100,000 steps and refuses one more', () => {
    const input = jobTypes['demo:run'].input;
    expect([0, 100_000, 100_001, -1].map((steps) => input.safeParse({ steps }).success)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
