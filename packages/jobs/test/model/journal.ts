/** Notes every move of a job from one status to another, and every change of one that has ended. */
export const JOURNAL = `
  CREATE UNLOGGED TABLE status_moves (type text, "from" text, "to" text);
  CREATE UNLOGGED TABLE changes_of_ended (type text, "from" text, "to" text, columns text[]);
  CREATE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN INSERT INTO status_moves VALUES (NEW.type, OLD.status, NEW.status); RETURN NEW; END $$;
  CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
      INSERT INTO changes_of_ended SELECT NEW.type, OLD.status, NEW.status, array_agg(o.key ORDER BY o.key)
      FROM jsonb_each(to_jsonb(OLD)) o JOIN jsonb_each(to_jsonb(NEW)) n ON n.key = o.key WHERE n.value <> o.value;
      RETURN NEW;
    END $$;
  CREATE TRIGGER note_move AFTER UPDATE ON jobs FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION note_move();
  CREATE TRIGGER note_change AFTER UPDATE ON jobs FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION note_change();`;

/**
 * The moves that are none of `$1` (`from to`), and the changes of ended jobs that nobody may make. Allowed are retries, of single jobs and of batches, and resolving; that somebody waits for a job is no part
 * of its life.
 */
export const OFFENCES = `
  SELECT DISTINCT format('%s: %s -> %s', type, "from", "to") AS offence FROM status_moves
  WHERE NOT "from" || ' ' || "to" = ANY ($1::text[])
  UNION
  SELECT DISTINCT format('%s, ended as %s: %s', type, "from", columns) FROM changes_of_ended
  WHERE NOT ("from" = 'failed' AND "to" = CASE type WHEN 'batch' THEN 'processing' ELSE 'pending' END
    OR "from" = 'failed' AND columns <@ '{resolved_at,resolved_note,updated_at}'
    OR columns <@ '{has_dependents,replay_of}')`;

/** Begins anew. */
export const FORGET = `TRUNCATE status_moves, changes_of_ended; TRUNCATE jobs, organisations CASCADE; DELETE FROM pgboss.job`;
