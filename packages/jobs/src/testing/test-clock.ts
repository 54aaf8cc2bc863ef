import { Client } from 'pg';

/** The time of one test database, which a test moves on. */
export type TestClock = {
  /** The time there, to within the difference of the machines' clocks. */
  now(): Date;
  /** From here on it is so many seconds later. */
  advance(seconds: number): Promise<void>;
};

/**
 * `now()` without its schema is this one from then on, for every connection that is opened later: schemas are searched in
 * the order of the path, and the system's is not first. Defaults of columns were bound when their tables were made. The
 * queue's own clock stays real, or every heartbeat would be missed when the time is moved.
 */
const INSTALL = `
  CREATE SCHEMA test_clock;
  CREATE TABLE test_clock.ahead (seconds float8 NOT NULL);
  INSERT INTO test_clock.ahead VALUES (0);
  CREATE FUNCTION test_clock.now() RETURNS timestamptz LANGUAGE sql STABLE
    AS $$ SELECT pg_catalog.now() + seconds * interval '1 second' FROM test_clock.ahead $$;
  GRANT USAGE ON SCHEMA test_clock TO PUBLIC;
  GRANT SELECT ON test_clock.ahead TO PUBLIC;
  ALTER FUNCTION pgboss.job_now() SET search_path = pg_catalog;
  DO $$
  DECLARE place record;
  BEGIN
    FOR place IN
      SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_default = 'now()'
    LOOP
      EXECUTE format('ALTER TABLE public.%I ALTER %I SET DEFAULT test_clock.now()', place.table_name, place.column_name);
    END LOOP;
    EXECUTE format('ALTER DATABASE %I SET search_path = test_clock, pg_catalog, public', current_database());
  END $$`;

/**
 * Gives a test database a time of its own, which runs on and can be moved ahead. Nothing of the engine knows of it: its
 * statements say `now()`, as ever. Timeouts of attempts are the process's, not the database's, and stay real.
 *
 * @param url the owner's, of a database that nothing is connected to yet
 */
export async function installTestClock(url: string): Promise<TestClock> {
  const run = async (text: string, values: unknown[] = []) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(text, values);
    } finally {
      await client.end();
    }
  };
  await run(INSTALL);
  let aheadSeconds = 0;
  return {
    now: () => new Date(Date.now() + aheadSeconds * 1_000),
    async advance(seconds) {
      if (!(seconds >= 0)) throw new Error(`time goes forward only, not by ${seconds} s`);
      aheadSeconds += seconds;
      await run('UPDATE test_clock.ahead SET seconds = $1', [aheadSeconds]);
    },
  };
}
