-- Functions that look over organisations. They run as rota_engine, whose policies let it see them, and answer only what
-- their caller needs; rota_app may execute them and nobody else.

-- To own a function a role needs CREATE on its schema while the owner changes.
GRANT CREATE ON SCHEMA public TO rota_engine;
--> statement-breakpoint
-- Expired uploads, oldest first, at most 1,000 a call. For the clean-up job, which then removes each in its organisation.
CREATE FUNCTION public.expired_files(max integer)
  RETURNS TABLE (org_id uuid, id uuid, storage_key text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT f.org_id, f.id, f.storage_key
    FROM public.files f
    WHERE f.expires_at <= now()
    ORDER BY f.expires_at
    LIMIT least(max, 1000)
  $$;
--> statement-breakpoint
-- Whether anybody lives here yet: the first start makes the demo organisation in an empty database only.
CREATE FUNCTION public.has_organisations()
  RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT exists (SELECT FROM public.organisations)
  $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.expired_files(integer), public.has_organisations() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION public.expired_files(integer), public.has_organisations() TO rota_app;
--> statement-breakpoint
ALTER FUNCTION public.expired_files(integer) OWNER TO rota_engine;
--> statement-breakpoint
ALTER FUNCTION public.has_organisations() OWNER TO rota_engine;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM rota_engine;
