import { createHmac } from 'node:crypto';
import { APP_ROLE, ENGINE_ROLE } from './schema/policies.ts';

const DEFAULT_PORT = 5432;

/** Where each of the three roles logs in. */
export interface DatabaseUrls {
  /** Owner of the tables: migrations only. */
  owner: string;
  /** `rota_app`: requests and handlers. */
  app: string;
  /** `rota_engine`: the engine and its queue. */
  engine: string;
}

/**
 * The three logins of one database. Those not given are made from the owner's: same server and database, the role's
 * name, and as password an HMAC-SHA256 of the role's name under the owner's password, so that every process knows it
 * and nobody has to keep it. Without an owner's password they have none.
 *
 * @throws TypeError when `ownerUrl` is no `postgres://` URL.
 */
export function databaseUrls(
  ownerUrl: string,
  given: { appUrl?: string; engineUrl?: string } = {},
): DatabaseUrls {
  return {
    owner: ownerUrl,
    app: given.appUrl ?? urlOfRole(ownerUrl, APP_ROLE),
    engine: given.engineUrl ?? urlOfRole(ownerUrl, ENGINE_ROLE),
  };
}

/** User and password of a URL, from its authority or its query, decoded; empty where missing. */
export function loginOf(url: string): { user: string; password: string } {
  const parsed = parse(url);
  return {
    user: parsed.searchParams.get('user') ?? decodeURIComponent(parsed.username),
    password: parsed.searchParams.get('password') ?? decodeURIComponent(parsed.password),
  };
}

/**
 * The password that a role has when nobody gave it one: made from the owner's, so it changes with that; empty without one.
 */
export function derivedPassword(ownerUrl: string, role: string): string {
  const { password } = loginOf(ownerUrl);
  return password === '' ? '' : createHmac('sha256', password).update(role).digest('hex');
}

/** Server and database of a URL, for people; never user or password. */
export function describePlace(url: string): string {
  const { hostname, port, pathname, searchParams } = parse(url);
  return `${searchParams.get('host') ?? hostname}:${port || DEFAULT_PORT}${pathname}`;
}

function urlOfRole(ownerUrl: string, role: string): string {
  const url = parse(ownerUrl);
  url.searchParams.delete('user');
  url.searchParams.delete('password');
  url.username = role;
  url.password = derivedPassword(ownerUrl, role);
  return url.href;
}

function parse(text: string): URL {
  // `postgres://user@/db?host=/run/postgresql` has no host in the sense of URLs; the query's `host` wins in any case.
  const url = URL.parse(text.replace(/^(\w+:\/\/[^/?#]*@)(?=\/)/, '$1localhost'));
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    // Not the text itself: it may hold a password.
    throw new TypeError('A database URL has the form postgres://user:password@host:port/database');
  }
  if (url.host === '') url.hostname = 'localhost';
  return url;
}
