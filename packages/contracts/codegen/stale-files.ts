import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { filesUnder } from './files-under.ts';
import { generatedPaths, generateContract } from './generate-contract.ts';

/**
 * Generates anew beside the package and names the generated files that are missing, surplus or different in the package.
 *
 * The stand-in lies under the package's `node_modules`, where imports resolve as in the package, and where no other tool
 * looks; it is removed again.
 */
export async function findStaleFiles(packageDirectory: string): Promise<string[]> {
  const cache = join(packageDirectory, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const standIn = await mkdtemp(join(cache, 'contract-'));
  try {
    await cp(join(packageDirectory, 'spec'), join(standIn, 'spec'), { recursive: true });
    await cp(join(packageDirectory, 'tspconfig.yaml'), join(standIn, 'tspconfig.yaml'));
    await mkdir(join(standIn, 'server'));
    await generateContract(standIn);
    return differences(await readGenerated(packageDirectory), await readGenerated(standIn));
  } finally {
    await rm(standIn, { recursive: true, force: true });
  }
}

/** The names under which two sets of files differ, sorted. */
export function differences(
  actual: ReadonlyMap<string, string>,
  expected: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...actual.keys(), ...expected.keys()]);
  return [...names].filter((name) => actual.get(name) !== expected.get(name)).toSorted();
}

async function readGenerated(directory: string): Promise<Map<string, string>> {
  const found = await Promise.all(generatedPaths.directories.map((path) => filesUnder(directory, path)));
  const names = [...found.flat(), ...generatedPaths.files];
  const contents = await Promise.all(
    names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const),
  );
  return new Map(contents);
}
