import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { compileSpec, withAdditionalProperties, withoutUnusedSchemas } from './compile-spec.ts';

describe('compiling the specification', () => {
  it("fails with the compiler's words when the specification is wrong", async () => {
    const cache = join(import.meta.dirname, '..', 'node_modules', '.cache');
    await mkdir(cache, { recursive: true });
    const directory = await mkdtemp(join(cache, 'spec-'));
    try {
      await mkdir(join(directory, 'spec'));
      await writeFile(join(directory, 'spec', 'main.tsp'), 'model A { b: Nothing }');
      await expect(compileSpec(directory, directory)).rejects.toThrow(/Nothing/);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('writes maps as additionalProperties, at any depth', () => {
    const emitted = {
      anyOf: [{ type: 'object', unevaluatedProperties: { unevaluatedProperties: {} } }, null],
    };
    expect(withAdditionalProperties(emitted)).toEqual({
      anyOf: [{ type: 'object', additionalProperties: { additionalProperties: {} } }, null],
    });
  });

  it('leaves out schemas that nothing refers to, and those that only such ones refer to', () => {
    const to = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
    const schemas = { Used: to('UsedByUsed'), UsedByUsed: {}, Unused: to('UsedByUnused'), UsedByUnused: {} };
    const document = { paths: { '/': to('Used') }, components: { parameters: {}, schemas } };
    expect(withoutUnusedSchemas(document)).toEqual({
      paths: { '/': to('Used') },
      components: { parameters: {}, schemas: { Used: to('UsedByUsed'), UsedByUsed: {} } },
    });
  });
});
