import { Client, type ClientBase } from 'pg';
import { DatabaseSetupError } from './setup-error.ts';
import { isLoginRefusal, isWithoutSsl } from './sql-errors.ts';

const CONNECT_TIMEOUT_MS = 10_000;
// Which database of which server: the object id is the database's, the start time the server's.
const PLACE = `SELECT current_user::text AS role, d.oid::text || ' ' || pg_postmaster_start_time() AS place
               FROM pg_database d WHERE d.datname = current_database()`;

interface Place {
  role: string;
  place: string;
}

/** A role, the URL it logs in with, and the variable that people give that in. */
export interface RoleLogin {
  role: string;
  url: string;
  variable: string;
}

/** Why the server turns this login away; null when it does not, and when it cannot be reached, which is no answer. */
export async function findLoginRefusal(url: string): Promise<Error | null> {
  try {
    await readPlace(url);
    return null;
  } catch (error) {
    return error instanceof Error && isLoginRefusal(error) ? error : null;
  }
}

/** What a person is told whose URL does not log in. */
export function refusedLogin({ role, variable }: RoleLogin, cause: Error): DatabaseSetupError {
  return new DatabaseSetupError(
    `${variable} cannot log in as ${role}: ${cause.message}. Correct the password in ${variable}; or have an ` +
      'administrator give the role that of the URL, which programs that run with another one have to be told:',
    [`ALTER ROLE ${role} LOGIN PASSWORD '…';`],
    { cause },
  );
}

/**
 * Checks that a URL logs in as the role it is meant for, into the database of the owner.
 *
 * @throws DatabaseSetupError otherwise.
 */
export async function checkLogin(owner: ClientBase, login: RoleLogin): Promise<void> {
  const { role, url, variable } = login;
  const home = (await owner.query<Place>(PLACE)).rows[0];
  let there: Place | undefined;
  try {
    there = await readPlace(url);
  } catch (error) {
    if (isWithoutSsl(error))
      throw new DatabaseSetupError(`${variable} asks for SSL, which the server does not have`, [], {
        cause: error,
      });
    if (!(error instanceof Error) || !isLoginRefusal(error)) throw error;
    throw refusedLogin(login, error);
  }
  if (there?.role !== role) throw new DatabaseSetupError(`${variable} has to log in as the role ${role}`);
  if (there.place !== home?.place)
    throw new DatabaseSetupError(`${variable} leads to another database than DATABASE_URL`);
}

async function readPlace(url: string): Promise<Place | undefined> {
  const client = new Client({
    connectionString: url,
    application_name: 'rota migrate',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => {
    // The query that is waiting gets the same error.
  });
  try {
    await client.connect();
    return (await client.query<Place>(PLACE)).rows[0];
  } finally {
    // Also after a failed connect: a refused login would otherwise hold the server's process for a minute.
    await client.end();
  }
}
