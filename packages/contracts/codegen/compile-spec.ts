import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import type { Json, OpenApiDocument } from './open-api-document.ts';

const run = promisify(execFile);

/**
 * Compiles `spec/` and writes `openapi.yaml` and `openapi.json` into `outputDirectory`. Throws with the compiler's own
 * words when the specification is wrong, warnings included.
 */
export async function compileSpec(packageDirectory: string, outputDirectory: string): Promise<OpenApiDocument> {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('@typespec/compiler/package.json')), 'cmd', 'tsp.js');
  const options = ['--warn-as-error', '--option', `@typespec/openapi3.emitter-output-dir=${outputDirectory}`];
  try {
    await run(process.execPath, [compiler, 'compile', 'spec/main.tsp', ...options], { cwd: packageDirectory });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`The specification does not compile.\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
  const yamlFile = join(outputDirectory, 'openapi.yaml');
  const document = withAdditionalProperties(parse(await readFile(yamlFile, 'utf8')) as Json);
  await writeFile(yamlFile, stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }));
  await writeFile(join(outputDirectory, 'openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
  return document as unknown as OpenApiDocument;
}

/**
 * The emitter writes `Record<T>` as `unevaluatedProperties`, which the generators downstream do not read; on schemas
 * that are not composed with others, and ours are not, `additionalProperties` means the same.
 */
export function withAdditionalProperties(value: Json): Json {
  if (Array.isArray(value)) return value.map(withAdditionalProperties);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, member]): [string, Json] => [
    key === 'unevaluatedProperties' ? 'additionalProperties' : key,
    withAdditionalProperties(member),
  ]);
  return Object.fromEntries(entries);
}
