import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createTestDatabase, type TestDatabase } from '@rota/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { prepareDemo } from './prepare-demo.ts';

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'rota-demo-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

test('demo.json names the first of several APIs on one folder, and the next one when that has ended', async () => {
  const namedBy = async (url: string, { keepsUrl }: { keepsUrl: boolean }) => {
    const demo = await prepareDemo({ urls: database.urls, dataDir, url, keepsUrl });
    const file = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as Record<string, string>;
    expect(file).toEqual({ url: expect.any(String), orgId: demo?.orgId, apiKey: demo?.apiKey });
    return file['url'];
  };
  expect(await namedBy('http://localhost:3000', { keepsUrl: false })).toBe('http://localhost:3000');
  expect(await namedBy('http://localhost:3100', { keepsUrl: true })).toBe('http://localhost:3000');
  expect(await namedBy('http://localhost:3100', { keepsUrl: false })).toBe('http://localhost:3100');
});
