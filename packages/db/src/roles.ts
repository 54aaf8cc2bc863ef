import type { ClientBase } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { type DatabaseUrls, derivedPassword, loginOf } from './database-urls.ts';
import { checkLogin, findLoginRefusal, refusedLogin, type RoleLogin } from './login.ts';
import { APP_ROLE, ENGINE_ROLE } from './schema/policies.ts';
import { DatabaseSetupError } from './setup-error.ts';
import { toDatabaseError } from './sql-errors.ts';

const ATTRIBUTES = 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT';
const INSUFFICIENT_PRIVILEGE = '42501';
const CONCURRENT_TRIES_MAX = 10;

/** A statement to run; the password stands apart, so that the statement can be shown. */
interface Step {
  statement: string;
  password?: string;
}

/**
 * Makes `rota_app` and `rota_engine`, or brings them to what Rota needs: able to log in, no superuser, no BYPASSRLS. A new
 * role gets the password of its URL. A role that is there gets a new one only when that is derived from the owner's, which
 * may have changed; a password that somebody gave may be mistyped, and other programs use the right one. The owner may act as `rota_engine` (which owns the queue's schema), and `rota_engine` as
 * `rota_app` (a job's own transaction runs on the organisation's role); neither inherits.
 *
 * @throws DatabaseSetupError with the statements to run, when the owner's login may not do it; naming the variable, when
 * a given URL cannot log in.
 */
export async function ensureRoles(owner: ClientBase, urls: DatabaseUrls): Promise<void> {
  // Roles belong to the whole server, the migrations' lock to one database: another database's start may be at it too.
  for (let tries = 1; ; tries += 1) {
    const steps = await planRoles(owner, urls);
    try {
      for (const { statement, password } of steps) {
        await owner.query(
          password === undefined ? statement : `${statement} PASSWORD ${escapeLiteral(password)}`,
        );
      }
      return;
    } catch (error) {
      if (toDatabaseError(error)?.code === INSUFFICIENT_PRIVILEGE) throw notAllowed(steps, error);
      if (tries >= CONCURRENT_TRIES_MAX || !isConcurrentChange(error)) throw error;
    }
  }
}

/**
 * Checks that both roles log in, and reach the owner's database and no other.
 *
 * @throws DatabaseSetupError naming the variable to correct.
 */
export async function checkRoles(owner: ClientBase, urls: DatabaseUrls): Promise<void> {
  for (const login of roleLogins(urls)) await checkLogin(owner, login);
}

function roleLogins(urls: DatabaseUrls): [app: RoleLogin, engine: RoleLogin] {
  return [
    { role: APP_ROLE, url: urls.app, variable: 'DATABASE_APP_URL' },
    { role: ENGINE_ROLE, url: urls.engine, variable: 'DATABASE_ENGINE_URL' },
  ];
}

/** What is missing, in the order in which it can be run; nothing when all is as it should be. */
async function planRoles(owner: ClientBase, urls: DatabaseUrls): Promise<Step[]> {
  const self = (await owner.query<{ name: string }>('SELECT current_user::text AS name')).rows[0]?.name ?? '';
  const [app, engine] = roleLogins(urls);
  return [
    ...(await planRole(owner, { ownerUrl: urls.owner, login: app })),
    ...(await planRole(owner, { ownerUrl: urls.owner, login: engine })),
    ...(await planMembership(owner, { role: APP_ROLE, member: ENGINE_ROLE })),
    ...(await planMembership(owner, { role: ENGINE_ROLE, member: self })),
  ];
}

async function planRole(
  owner: ClientBase,
  { ownerUrl, login }: { ownerUrl: string; login: RoleLogin },
): Promise<Step[]> {
  const { role, url } = login;
  const { user, password } = loginOf(url);
  if (user !== role) throw new DatabaseSetupError(`The database URL for ${role} logs in as another role`);
  const { rows } = await owner.query<{ fit: boolean; canLogin: boolean }>(
    `SELECT rolcanlogin AND NOT rolsuper AND NOT rolbypassrls AND NOT rolinherit AS fit, rolcanlogin AS "canLogin"
     FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  const present = rows[0];
  const steps: Step[] = [];
  if (present?.fit !== true) {
    steps.push({ statement: `${present === undefined ? 'CREATE' : 'ALTER'} ROLE ${role} ${ATTRIBUTES}` });
  }
  // A statement of its own: servers log statements that fail, and this is the one that should not.
  const setsPassword: Step = { statement: `ALTER ROLE ${role}`, password };
  if (present === undefined) return password === '' ? steps : [...steps, setsPassword];
  const refusal = await findLoginRefusal(url);
  if (refusal === null) return steps;
  if (password === derivedPassword(ownerUrl, role)) return password === '' ? steps : [...steps, setsPassword];
  // One that may not log in at all is first made to, and looked at when all is done.
  if (present.canLogin) throw refusedLogin(login, refusal);
  return steps;
}

async function planMembership(
  owner: ClientBase,
  { role, member }: { role: string; member: string },
): Promise<Step[]> {
  // Up to 15 membership is one thing; since 16 being able to SET ROLE is an option of its own.
  const separate = (await serverVersion(owner)) >= 160_000;
  const { rows } = await owner.query<{ granted: boolean | null }>(
    'SELECT pg_has_role(to_regrole(quote_ident($1)), to_regrole(quote_ident($2)), $3) AS granted',
    [member, role, separate ? 'SET' : 'MEMBER'],
  );
  // null: one of them does not exist yet.
  if (rows[0]?.granted === true) return [];
  return [
    {
      statement: `GRANT ${role} TO ${escapeIdentifier(member)}${separate ? ' WITH INHERIT FALSE, SET TRUE' : ''}`,
    },
  ];
}

function notAllowed(steps: readonly Step[], cause: unknown): DatabaseSetupError {
  return new DatabaseSetupError(
    'The login in DATABASE_URL may not set up the roles Rota needs. Give it CREATEROLE, or have an administrator run ' +
      'the following, with passwords of your choice, and put those into DATABASE_APP_URL and DATABASE_ENGINE_URL:',
    steps.map(({ statement, password }) =>
      password === undefined ? `${statement};` : `${statement} PASSWORD '…';`,
    ),
    { cause },
  );
}

/** The server's version as a number: 150018, 180004. */
export async function serverVersion(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  return rows[0]?.version ?? 0;
}

function isConcurrentChange(error: unknown): boolean {
  const code = toDatabaseError(error)?.code;
  const message = error instanceof Error ? error.message : '';
  // Duplicate object, unique key of the catalogue, "tuple concurrently updated".
  return code === '42710' || code === '23505' || (code === 'XX000' && message.includes('concurrently'));
}
