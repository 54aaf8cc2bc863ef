import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { openApiTsConfig } from '../openapi-ts.config.ts';
import { compileSpec } from './compile-spec.ts';
import { filesUnder } from './files-under.ts';
import { printJobCatalogue, readJobDeclarations } from './job-catalogue.ts';
import { printJobTypes } from './print-job-types.ts';
import { printOperations } from './print-operations.ts';
import { readJobTypes } from './read-job-types.ts';
import { readOperations } from './read-operations.ts';
import { rewriteSource } from './rewrite-source.ts';

/** Everything that is generated, relative to the package: whole directories, and single files. */
export const generatedPaths = {
  directories: ['openapi', 'client/gen', 'server/gen'],
  files: ['spec/job-catalogue.gen.tsp', 'server/operations.gen.ts', 'server/job-types.gen.ts'],
} as const;

/**
 * Makes everything that is derived from `spec/`: the job catalogue, OpenAPI, the SDK, the server's types, validators and
 * tables.
 *
 * @param directory - Absolute; holds `spec/` and `tspconfig.yaml`, and gets the results.
 */
export async function generateContract(directory: string): Promise<void> {
  const spec = join(directory, 'spec');
  await writeFile(join(spec, 'job-catalogue.gen.tsp'), printJobCatalogue(await readJobDeclarations(spec)));
  await mkdir(join(directory, 'openapi'), { recursive: true });
  const document = await compileSpec(directory, join(directory, 'openapi'));

  await createClient(openApiTsConfig(directory));
  await rewriteSources(directory, ['client/gen', 'server/gen']);

  await writeFile(join(directory, 'server', 'operations.gen.ts'), printOperations(readOperations(document)));
  await writeFile(join(directory, 'server', 'job-types.gen.ts'), printJobTypes(readJobTypes(document)));
}

async function rewriteSources(directory: string, paths: readonly string[]): Promise<void> {
  for (const file of (await Promise.all(paths.map((path) => filesUnder(directory, path)))).flat()) {
    const source = await readFile(join(directory, file), 'utf8');
    await writeFile(join(directory, file), rewriteSource(file, source));
  }
}
