import { type ClientBase, escapeIdentifier } from 'pg';
import { databaseUrls, type DatabaseUrls } from '../database-urls.ts';
import { migrate } from '../migrate.ts';
import type { TestServer } from './test-server.ts';

/** Fills a migrated database before it becomes a template, and closes every connection it opened. */
export type PrepareTemplate = (urls: DatabaseUrls) => Promise<void>;

const MIGRATED = 'migrated';

/** The database's URLs for all three roles; passwords are made from the server login's. */
export function urlsOf(server: TestServer, database: string): DatabaseUrls {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  return databaseUrls(url.href);
}

/**
 * The name of a template database, made by whichever test file comes first; the others wait for it. It gets its name when
 * it is complete, so a failed preparation is tried again by the next file instead of being used half-done.
 */
export async function ensureTemplate(
  admin: ClientBase,
  { server, wanted }: { server: TestServer; wanted: { name: string; prepare: PrepareTemplate } | null },
): Promise<string> {
  const base = await ensure(admin, {
    name: `${server.prefix}_${MIGRATED}`,
    from: 'template0',
    fill: async (database) => migrate({ urls: urlsOf(server, database) }),
  });
  if (wanted === null) return base;
  return ensure(admin, {
    name: `${server.prefix}_template_${wanted.name}`,
    from: base,
    fill: async (database) => wanted.prepare(urlsOf(server, database)),
  });
}

async function ensure(
  admin: ClientBase,
  { name, from, fill }: { name: string; from: string; fill: (database: string) => Promise<void> },
): Promise<string> {
  if (await exists(admin, name)) return name;
  await admin.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
  try {
    if (await exists(admin, name)) return name;
    const fresh = `${name}_new`;
    await admin.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(fresh)} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${escapeIdentifier(fresh)} TEMPLATE ${escapeIdentifier(from)}`);
    await fill(fresh);
    await admin.query(`ALTER DATABASE ${escapeIdentifier(fresh)} RENAME TO ${escapeIdentifier(name)}`);
    return name;
  } finally {
    await admin.query('SELECT pg_advisory_unlock(hashtext($1))', [name]);
  }
}

async function exists(admin: ClientBase, name: string): Promise<boolean> {
  const { rows } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  return rows.length > 0;
}
