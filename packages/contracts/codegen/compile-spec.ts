import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { isJsonObject, readDocument, type Json, type OpenApiDocument } from './open-api-document.ts';

/**
 * Compiles `spec/` and writes `openapi.yaml` and `openapi.json` into `outputDirectory`. Throws with the compiler's own
 * words when the specification is wrong, warnings included.
 *
 * @returns the document with every model of the specification; what is written has only those that it refers to
 */
export async function compileSpec(
  packageDirectory: string,
  outputDirectory: string,
): Promise<OpenApiDocument> {
  await runCompiler(packageDirectory, outputDirectory);
  const yamlFile = join(outputDirectory, 'openapi.yaml');
  const emitted = z.json().parse(parse(await readFile(yamlFile, 'utf8')));
  const complete = withAdditionalProperties(emitted);
  const document = withoutUnusedSchemas(complete);
  await writeFile(yamlFile, stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }));
  await writeFile(join(outputDirectory, 'openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
  return readDocument(complete);
}

async function runCompiler(packageDirectory: string, outputDirectory: string): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('@typespec/compiler/package.json');
  const output = `@typespec/openapi3.emitter-output-dir=${outputDirectory}`;
  const compiler = spawn(
    process.execPath,
    [
      join(dirname(manifest), 'cmd', 'tsp.js'),
      'compile',
      'spec/main.tsp',
      '--warn-as-error',
      '--option',
      output,
    ],
    { cwd: packageDirectory, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exit = new Promise<number | null>((resolve, reject) => {
    compiler.on('error', reject);
    compiler.on('close', resolve);
  });
  const [code, ...words] = await Promise.all([exit, text(compiler.stdout), text(compiler.stderr)]);
  if (code !== 0) throw new Error(`The specification does not compile.\n${words.join('')}`);
}

/**
 * The emitter writes `Record<T>` as `unevaluatedProperties`, which the generators downstream do not read; on schemas
 * that are not composed with others, and ours are not, `additionalProperties` means the same.
 */
export function withAdditionalProperties(value: Json): Json {
  if (Array.isArray(value)) return value.map(withAdditionalProperties);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]): [string, Json] => [
    key === 'unevaluatedProperties' ? 'additionalProperties' : key,
    withAdditionalProperties(member),
  ]);
  return Object.fromEntries(entries);
}

/**
 * The document without the schemas that nothing refers to: models that are only spread into others, and the models of
 * retired job types.
 */
export function withoutUnusedSchemas(document: Json): Json {
  if (!isJsonObject(document) || !isJsonObject(document['components'])) return document;
  const { components } = document;
  const schemas = isJsonObject(components['schemas']) ? components['schemas'] : {};
  const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  const used = new Set(Array.from(references, ([, name]) => name));
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  if (kept.length === Object.keys(schemas).length) return document;
  // What only an unused schema refers to is unused as well.
  return withoutUnusedSchemas({
    ...document,
    components: { ...components, schemas: Object.fromEntries(kept) },
  });
}
