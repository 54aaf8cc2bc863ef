import type { ChaosQuery } from './chaos-query.ts';

/**
 * What is written down in the database of a run, and nowhere else, whoever changes rows of jobs:
 *
 * - `chaos.moves`: every row that is born, changes its status, or is claimed;
 * - `chaos.stale`: what only a run that has lost its job would write;
 * - `chaos.effects`: what handlers did in the transaction that ended their job;
 * - `chaos.held`: what a process had in hand when it was shot;
 * - `chaos.taken_back`: numbers creates whose transaction is to fail at its commit.
 *
 * The functions run as the owner, whom policies do not bind, so that nobody's privileges have to be widened for them.
 */
const RECORDER = `
  CREATE SCHEMA chaos;
  GRANT USAGE ON SCHEMA chaos TO rota_app;
  CREATE TABLE chaos.moves (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp(),
    job_id uuid NOT NULL, was text, became text NOT NULL, run_was int NOT NULL, run int NOT NULL, worker_id text);
  CREATE INDEX ON chaos.moves (job_id, run_was);
  CREATE TABLE chaos.stale (at timestamptz NOT NULL DEFAULT clock_timestamp(), job_id uuid NOT NULL, what text NOT NULL);
  CREATE TABLE chaos.effects (job_id text NOT NULL, org_id uuid NOT NULL, accounts_seen int NOT NULL);
  GRANT INSERT ON chaos.effects TO rota_app;
  CREATE TABLE chaos.held (job_id uuid NOT NULL, run int NOT NULL, at timestamptz NOT NULL);
  CREATE SEQUENCE chaos.taken_back;

  CREATE FUNCTION chaos.record_job() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO chaos.moves (job_id, became, run_was, run, worker_id) VALUES (NEW.id, NEW.status, 0, NEW.run, NEW.worker_id);
    ELSIF OLD.status <> NEW.status OR OLD.run <> NEW.run THEN
      INSERT INTO chaos.moves (job_id, was, became, run_was, run, worker_id)
      VALUES (NEW.id, OLD.status, NEW.status, OLD.run, NEW.run, NEW.worker_id);
    ELSIF OLD.finished_at IS NOT NULL AND (OLD.output, OLD.error, OLD.progress_percent, OLD.attempt, OLD.worker_id, OLD.finished_at)
        IS DISTINCT FROM (NEW.output, NEW.error, NEW.progress_percent, NEW.attempt, NEW.worker_id, NEW.finished_at) THEN
      INSERT INTO chaos.stale (job_id, what) VALUES (NEW.id, 'an ended job was written to');
    ELSIF NEW.progress_percent < OLD.progress_percent THEN
      INSERT INTO chaos.stale (job_id, what) VALUES (NEW.id, 'progress went back within a run');
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER chaos_record AFTER INSERT OR UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION chaos.record_job();

  CREATE FUNCTION chaos.record_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    IF NEW.run <> (SELECT run FROM public.jobs WHERE id = NEW.job_id) THEN
      INSERT INTO chaos.stale (job_id, what) VALUES (NEW.job_id, 'a line of a run that is over');
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER chaos_record AFTER INSERT ON job_logs FOR EACH ROW EXECUTE FUNCTION chaos.record_line();

  CREATE FUNCTION chaos.take_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    -- Every second time only: whoever sends the request again comes through.
    IF nextval('chaos.taken_back') % 2 = 1 THEN RAISE 'taken back at the commit' USING ERRCODE = '40001'; END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER chaos_take_back AFTER INSERT ON jobs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((NEW.input -> 'result' ->> 'takeBack') = 'true') EXECUTE FUNCTION chaos.take_back();`;

/** Makes it; before the first job. */
export async function installFlightRecorder(query: ChaosQuery): Promise<void> {
  await query(RECORDER);
}
