import { apiKeys, organisations } from '@rota/db';
import { createTestDatabase, createTestOrganisation, type TestDatabase } from '@rota/db/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createApiKeysService } from '../api-keys/index.ts';
import { createDemoService, type DemoService } from './demo.service.ts';

let database: TestDatabase;
let demo: DemoService;
beforeEach(async () => {
  database = await createTestDatabase();
  const { db } = database;
  demo = createDemoService({ db, apiKeysService: createApiKeysService({ db }), now: () => new Date() });
});
afterEach(() => database.drop());

/** As many as the pool has connections: each race is run. */
const STARTS = 10;

describe('the demo organisation', () => {
  test('is one, however many starts open it at once, and each has a key', async () => {
    const accesses = await Promise.all(Array.from({ length: STARTS }, () => demo.openDemo(null)));
    expect(new Set(accesses.map((access) => access?.orgId)).size).toBe(1);
    expect(await database.owner.select().from(organisations)).toMatchObject([{ slug: 'demo' }]);
    expect(await database.owner.select().from(apiKeys)).toHaveLength(STARTS);
  });

  test('keeps a key that opens it, and replaces one that does not', async () => {
    const access = await demo.openDemo(null);
    expect(await demo.openDemo(access)).toEqual(access);
    await database.owner.update(apiKeys).set({ revokedAt: new Date() });
    const replaced = await demo.openDemo(access);
    expect(replaced?.orgId).toBe(access?.orgId);
    expect(replaced?.apiKey).not.toBe(access?.apiKey);
  });

  test('does not take a key of another organisation for its own', async () => {
    const access = await demo.openDemo(null);
    const orgId = await createTestOrganisation(database);
    const { key } = await createApiKeysService({ db: database.db }).createApiKey({ orgId, name: 'other' });
    expect((await demo.openDemo({ orgId: access!.orgId, apiKey: key }))?.apiKey).not.toBe(key);
  });

  test('is not made in a database where others live', async () => {
    await createTestOrganisation(database);
    expect(await demo.openDemo(null)).toBeNull();
    expect(await database.owner.select().from(organisations)).toHaveLength(1);
  });

  test('is found again when others have come since', async () => {
    const access = await demo.openDemo(null);
    await createTestOrganisation(database);
    expect((await demo.openDemo(null))?.orgId).toBe(access?.orgId);
  });
});
