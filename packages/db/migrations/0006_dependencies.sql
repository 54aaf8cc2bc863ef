ALTER TABLE "job_dependencies" ADD COLUMN "open" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "has_dependents" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
-- To own a function a role needs CREATE on its schema while the owner changes.
GRANT CREATE ON SCHEMA public TO rota_engine;
--> statement-breakpoint
-- Locks jobs of the organisation in `app.org_id` that a new job is to wait for, until the end of the transaction, and marks
-- those that have not ended: an end that races waits for the lock and then counts. Answers where each stands and how many
-- jobs wait for it already (1,000 at most); a job that is missing, or another organisation's, is left out. A function,
-- because requests and handlers create jobs in their own transactions but move none.
CREATE FUNCTION public.lock_parents(parents uuid[])
  RETURNS TABLE (id uuid, status text, dependents integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    #variable_conflict use_column
    DECLARE
      org uuid := nullif(current_setting('app.org_id', true), '')::uuid;
    BEGIN
      PERFORM FROM public.jobs j WHERE j.org_id = org AND j.id = ANY (parents) ORDER BY j.id FOR NO KEY UPDATE;
      UPDATE public.jobs j SET has_dependents = true
      WHERE j.org_id = org AND j.id = ANY (parents) AND NOT j.has_dependents
        AND j.status NOT IN ('completed', 'failed', 'cancelled');
      RETURN QUERY
        SELECT j.id, j.status,
          (SELECT count(*)::integer
           FROM (SELECT FROM public.job_dependencies d WHERE d.parent_id = j.id LIMIT 1000) AS dependents)
        FROM public.jobs j WHERE j.org_id = org AND j.id = ANY (parents);
    END
  $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.lock_parents(uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION public.lock_parents(uuid[]) TO rota_app;
--> statement-breakpoint
ALTER FUNCTION public.lock_parents(uuid[]) OWNER TO rota_engine;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM rota_engine;
--> statement-breakpoint
-- Brings the statistics of `jobs` up to date; answers how many rows it has, about. ANALYZE is the owner's (MAINTAIN, which
-- could be granted, is new in PostgreSQL 17), and the engine is the one who knows when many jobs were made at once.
CREATE FUNCTION public.analyse_jobs()
  RETURNS real
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    BEGIN
      ANALYZE (SKIP_LOCKED) public.jobs;
      RETURN (SELECT reltuples FROM pg_class WHERE oid = 'public.jobs'::regclass);
    END
  $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.analyse_jobs() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION public.analyse_jobs() TO rota_engine;
