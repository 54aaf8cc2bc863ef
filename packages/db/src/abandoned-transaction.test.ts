import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createDatabase } from './client.ts';
import { createSilentProxy } from './testing/silent-proxy.ts';
import { createTestDatabase, createTestOrganisation } from './testing/test-database.ts';

test('the locks of a client that vanished in a transaction, without a word, are soon free for others', async () => {
  await using database = await createTestDatabase();
  const orgId = await createTestOrganisation(database);
  const proxy = await createSilentProxy(database.urls.owner);
  const vanishing = createDatabase({
    url: proxy.url,
    applicationName: 'vanishing',
    poolMax: 1,
    idleInTransactionMs: 500,
    onError: () => {
      // Told when the proxy is closed.
    },
  });
  const client = await vanishing.pool.connect();
  // In one text: between two the server may have heard nothing for too long already.
  await client.query(`BEGIN; UPDATE organisations SET name = name WHERE id = '${orgId}'`);
  proxy.fallSilent();

  const { rowCount } = await database.owner.execute(
    sql`UPDATE organisations SET name = 'free' WHERE id = ${orgId}`,
  );
  expect(rowCount).toBe(1);
  proxy.close();
  client.release(true);
  await vanishing.close();
});
