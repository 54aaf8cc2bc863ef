import { sql } from 'drizzle-orm';
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core';

/** The role of requests and handlers: sees the organisation its transaction was opened for, nothing else. */
export const APP_ROLE = 'rota_app';

/** The role of the engine: owner of the schema `pgboss`, set-wise statements over all organisations. */
export const ENGINE_ROLE = 'rota_engine';

const app = pgRole(APP_ROLE).existing();
const engine = pgRole(ENGINE_ROLE).existing();

// nullif: outside a transaction that set it, a custom setting reads as '' once it has been set in the session.
const currentOrganisation = sql.raw(`nullif(current_setting('app.org_id', true), '')::uuid`);
const presentedKeyHash = sql.raw(`nullif(current_setting('app.key_hash', true), '')`);

/** Rows of the organisation in `app.org_id`, for reading and writing; without the setting none. Every table with `org_id` has it. */
export function tenantPolicy() {
  return pgPolicy('tenant', {
    for: 'all',
    to: app,
    using: sql`org_id = ${currentOrganisation}`,
    withCheck: sql`org_id = ${currentOrganisation}`,
  });
}

/** The organisation's own row, by the same setting. */
export function ownOrganisationPolicy() {
  return pgPolicy('tenant', {
    for: 'all',
    to: app,
    using: sql`id = ${currentOrganisation}`,
    withCheck: sql`id = ${currentOrganisation}`,
  });
}

/** Authentication reads one key by its hash, before the organisation is known. */
export function presentedKeyPolicy() {
  return pgPolicy('presented_key', { for: 'select', to: app, using: sql`key_hash = ${presentedKeyHash}` });
}

/** All rows for the engine; what it may do with them is limited by its grants. */
export function enginePolicy() {
  return pgPolicy('engine', { for: 'all', to: engine, using: sql.raw('true'), withCheck: sql.raw('true') });
}

/** All rows for the engine, to read only. */
export function engineReadPolicy() {
  return pgPolicy('engine', { for: 'select', to: engine, using: sql.raw('true') });
}
