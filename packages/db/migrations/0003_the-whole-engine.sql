CREATE TABLE "batch_items" (
	"batch_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"first_index" integer NOT NULL,
	"inputs" jsonb NOT NULL,
	"template" jsonb NOT NULL,
	CONSTRAINT "batch_items_pkey" PRIMARY KEY("batch_id","first_index")
);
--> statement-breakpoint
ALTER TABLE "batch_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"type" text NOT NULL,
	"failure_policy" jsonb NOT NULL,
	"total" integer NOT NULL,
	"pending" integer NOT NULL,
	"processing" integer DEFAULT 0 NOT NULL,
	"completed" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"cancelled" integer DEFAULT 0 NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	CONSTRAINT "batches_counts_check" CHECK ("batches"."total" >= 1 and "batches"."total" = "batches"."pending" + "batches"."processing" + "batches"."completed" + "batches"."failed" + "batches"."cancelled"
        and least("batches"."pending", "batches"."processing", "batches"."completed", "batches"."failed", "batches"."cancelled") >= 0)
);
--> statement-breakpoint
ALTER TABLE "batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"org_id" uuid NOT NULL,
	"principal" text NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" smallint,
	"headers" jsonb,
	"body" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("org_id","principal","operation","key"),
	CONSTRAINT "idempotency_keys_key_check" CHECK (char_length("idempotency_keys"."key") between 1 and 255)
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_dependencies" (
	"job_id" uuid NOT NULL,
	"parent_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	CONSTRAINT "job_dependencies_pkey" PRIMARY KEY("job_id","parent_id")
);
--> statement-breakpoint
ALTER TABLE "job_dependencies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "job_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"org_id" uuid NOT NULL,
	"job_ids" uuid[] NOT NULL,
	"tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "job_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_pauses" (
	"org_id" uuid NOT NULL,
	"type" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_pauses_key" UNIQUE NULLS NOT DISTINCT("org_id","type")
);
--> statement-breakpoint
ALTER TABLE "job_pauses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_type_costs" (
	"type" text PRIMARY KEY NOT NULL,
	"average_ms" real NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_type_costs_average_check" CHECK ("job_type_costs"."average_ms" >= 0)
);
--> statement-breakpoint
CREATE TABLE "queue_clocks" (
	"queue" text PRIMARY KEY NOT NULL,
	"virtual_time" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_lines" (
	"queue" text NOT NULL,
	"org_id" uuid NOT NULL,
	"finish_tag" bigint NOT NULL,
	CONSTRAINT "queue_lines_pkey" PRIMARY KEY("queue","org_id")
);
--> statement-breakpoint
ALTER TABLE "queue_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workers" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"region" text,
	"pid" integer NOT NULL,
	"version" text NOT NULL,
	"roles" text[] NOT NULL,
	"queues" text[] NOT NULL,
	"slots" integer NOT NULL,
	"slots_in_use" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"created_by_kind" text NOT NULL,
	"created_by_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workflows_org_id_id_key" UNIQUE("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "workflows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "job_runs" DROP CONSTRAINT "job_runs_ended_check";--> statement-breakpoint
DROP INDEX "jobs_status_idx";--> statement-breakpoint
-- The run under way is on the job's own row from now on.
DELETE FROM "job_runs" WHERE "ended_at" IS NULL;--> statement-breakpoint
ALTER TABLE "job_runs" ALTER COLUMN "ended_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "job_runs" ALTER COLUMN "outcome" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "error_fingerprint" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "alone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "batch_index" integer;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "node_key" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "input_from" jsonb;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "open_parents" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "on_parent_failure" text DEFAULT 'fail' NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "resolved_note" text;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "weight" real DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "running_max" integer;--> statement-breakpoint
ALTER TABLE "batch_items" ADD CONSTRAINT "batch_items_batch_fkey" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_job_fkey" FOREIGN KEY ("org_id","id") REFERENCES "public"."jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_dependencies" ADD CONSTRAINT "job_dependencies_job_fkey" FOREIGN KEY ("org_id","job_id") REFERENCES "public"."jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_dependencies" ADD CONSTRAINT "job_dependencies_parent_fkey" FOREIGN KEY ("org_id","parent_id") REFERENCES "public"."jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_pauses" ADD CONSTRAINT "job_pauses_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_idx" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "job_dependencies_parent_idx" ON "job_dependencies" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "job_events_org_idx" ON "job_events" USING btree ("org_id","tx");--> statement-breakpoint
CREATE INDEX "jobs_fingerprint_idx" ON "jobs" USING btree ("org_id","error_fingerprint","id") WHERE "jobs"."error_fingerprint" is not null and "jobs"."status" = 'failed';--> statement-breakpoint
CREATE INDEX "jobs_parked_idx" ON "jobs" USING btree ("org_id","type","id") WHERE "jobs"."parked_reason" is not null;--> statement-breakpoint
CREATE INDEX "jobs_workflow_idx" ON "jobs" USING btree ("org_id","workflow_id") WHERE "jobs"."workflow_id" is not null;--> statement-breakpoint
CREATE INDEX "jobs_finished_idx" ON "jobs" USING btree ("org_id","finished_at") WHERE "jobs"."finished_at" is not null;--> statement-breakpoint
CREATE INDEX "jobs_status_idx" ON "jobs" USING btree ("org_id","status","id") WHERE "jobs"."status" <> 'completed';--> statement-breakpoint
ALTER TABLE "job_runs" DROP COLUMN "message_id";--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_parked_reason_check" CHECK ("jobs"."parked_reason" in ('paused', 'organisation_cap', 'type_cap'));--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_blocked_check" CHECK (("jobs"."open_parents" > 0) = ("jobs"."status" = 'blocked'));--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_on_parent_failure_check" CHECK ("jobs"."on_parent_failure" in ('fail', 'skip', 'continue'));--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_batch_input_check" CHECK (("jobs"."input" is null) = ("jobs"."type" = 'batch'));--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_message_check" CHECK (("jobs"."message_id" is not null) = ("jobs"."status" in ('pending', 'processing') and "jobs"."parked_reason" is null and "jobs"."type" <> 'batch'));--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_resolved_check" CHECK ("jobs"."resolved_at" is null or "jobs"."status" = 'failed');--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_weight_check" CHECK ("organisations"."weight" between 0.01 and 100);--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_running_max_check" CHECK ("organisations"."running_max" >= 1);--> statement-breakpoint
CREATE POLICY "tenant" ON "batch_items" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "batch_items" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "batches" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "batches" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "job_dependencies" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "job_dependencies" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "job_events" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "job_events" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "job_pauses" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "job_pauses" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "queue_lines" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "queue_lines" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "workflows" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "workflows" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);