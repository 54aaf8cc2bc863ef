import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createTestDatabase, type TestDatabase } from '@rota/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createToken, isStrongToken } from '../token-strength.ts';
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
    const demo = await prepareDemo({ urls: database.urls, dataDir, url, keepsUrl, operatorToken: null });
    const file = JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as Record<string, string>;
    const { orgId, apiKey, operatorToken } = demo ?? {};
    expect(file).toEqual({ url: expect.any(String), orgId, apiKey, operatorToken });
    return file['url'];
  };
  expect(await namedBy('http://localhost:3000', { keepsUrl: false })).toBe('http://localhost:3000');
  expect(await namedBy('http://localhost:3100', { keepsUrl: true })).toBe('http://localhost:3000');
  expect(await namedBy('http://localhost:3100', { keepsUrl: false })).toBe('http://localhost:3100');
});

test('operators have one token from start to start; one of the configuration is not written down', async () => {
  const start = (operatorToken: string | null) =>
    prepareDemo({
      urls: database.urls,
      dataDir,
      url: 'http://localhost:3000',
      keepsUrl: false,
      operatorToken,
    });
  const made = (await start(null))?.operatorToken;
  expect(isStrongToken(made ?? '')).toBe(true);
  expect((await start(null))?.operatorToken).toBe(made);
  const given = createToken();
  expect((await start(given))?.operatorToken).toBe(given);
  expect(await readFile(join(dataDir, 'demo.json'), 'utf8')).not.toContain('operatorToken');
});
