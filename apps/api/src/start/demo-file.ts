import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { DemoAccess } from '../modules/demo/index.ts';

/** How to enter the demo organisation, and at which API; `operatorToken` opens the operators' part of that. */
export type DemoFile = DemoAccess & { url: string; operatorToken?: string | undefined };

/** It holds secrets in plain text: its user only. */
const MODE = 0o600;

const demoFile = z.object({
  url: z.string(),
  orgId: z.string(),
  apiKey: z.string(),
  operatorToken: z.string().optional(),
});

/** Where a start writes down how to enter the demo organisation. */
export function demoFilePath(dataDir: string): string {
  return join(dataDir, 'demo.json');
}

/** What an earlier start wrote; null when there is nothing, or nothing of use. */
export async function readDemoFile(path: string): Promise<DemoFile | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const read = demoFile.safeParse(parseJson(text));
  return read.success ? read.data : null;
}

/** Replaces the file in one step, so that a reader never meets half of it. */
export async function writeDemoFile(
  path: string,
  { url, orgId, apiKey, operatorToken }: DemoFile,
): Promise<void> {
  const fresh = `${path}.${process.pid}.tmp`;
  // A file left there could have a wider mode, which writing keeps.
  await rm(fresh, { force: true });
  await writeFile(fresh, `${JSON.stringify({ url, orgId, apiKey, operatorToken }, null, 2)}\n`, {
    mode: MODE,
  });
  await rename(fresh, path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not what a start wrote: a new one takes its place.
    return null;
  }
}
