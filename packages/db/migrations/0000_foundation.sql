CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"external_id" text,
	"name" text NOT NULL,
	"domain" text,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_org_id_id_key" UNIQUE("org_id","id"),
	CONSTRAINT "accounts_external_id_key" UNIQUE("org_id","external_id"),
	CONSTRAINT "accounts_domain_key" UNIQUE("org_id","domain"),
	CONSTRAINT "accounts_domain_check" CHECK ("accounts"."domain" = lower("accounts"."domain" collate "C"))
);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_key_hash_key" UNIQUE("key_hash"),
	CONSTRAINT "api_keys_org_id_id_key" UNIQUE("org_id","id"),
	CONSTRAINT "api_keys_key_hash_check" CHECK ("api_keys"."key_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"external_id" text,
	"email" text,
	"first_name" text,
	"last_name" text,
	"title" text,
	"account_id" uuid,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_org_id_id_key" UNIQUE("org_id","id"),
	CONSTRAINT "contacts_external_id_key" UNIQUE("org_id","external_id"),
	CONSTRAINT "contacts_email_key" UNIQUE("org_id","email"),
	CONSTRAINT "contacts_email_check" CHECK ("contacts"."email" = lower("contacts"."email" collate "C"))
);
--> statement-breakpoint
ALTER TABLE "contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_storage_key_key" UNIQUE("storage_key"),
	CONSTRAINT "files_org_id_id_key" UNIQUE("org_id","id"),
	CONSTRAINT "files_size_bytes_check" CHECK ("files"."size_bytes" >= 0),
	CONSTRAINT "files_sha256_check" CHECK ("files"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_logs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "job_logs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"org_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"run" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"level" text NOT NULL,
	"message" text NOT NULL,
	"fields" jsonb,
	CONSTRAINT "job_logs_level_check" CHECK ("job_logs"."level" in ('debug', 'info', 'warn', 'error'))
);
--> statement-breakpoint
ALTER TABLE "job_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_runs" (
	"job_id" uuid NOT NULL,
	"run" integer NOT NULL,
	"org_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"worker_id" text NOT NULL,
	"message_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"error" jsonb,
	"error_stack" text,
	CONSTRAINT "job_runs_pkey" PRIMARY KEY("job_id","run"),
	CONSTRAINT "job_runs_outcome_check" CHECK ("job_runs"."outcome" in ('completed', 'failed', 'retrying', 'cancelled', 'handed_back', 'snoozed', 'lost', 'released')),
	CONSTRAINT "job_runs_ended_check" CHECK (("job_runs"."ended_at" is not null) = ("job_runs"."outcome" is not null))
);
--> statement-breakpoint
ALTER TABLE "job_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"parked_reason" text,
	"priority" text DEFAULT 'normal' NOT NULL,
	"input" jsonb,
	"output" jsonb,
	"error" jsonb,
	"error_stack" text,
	"progress_percent" smallint DEFAULT 0 NOT NULL,
	"progress_message" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"max_attempts" integer DEFAULT 5 NOT NULL,
	"max_attempts_step" integer DEFAULT 5 NOT NULL,
	"run" integer DEFAULT 0 NOT NULL,
	"losses" smallint DEFAULT 0 NOT NULL,
	"message_id" uuid,
	"queue" text DEFAULT 'default' NOT NULL,
	"retry" jsonb NOT NULL,
	"timeout_seconds" integer DEFAULT 3600 NOT NULL,
	"run_at" timestamp (3) with time zone,
	"next_retry_at" timestamp (3) with time zone,
	"created_by_kind" text NOT NULL,
	"created_by_id" uuid,
	"subject_type" text,
	"subject_id" text,
	"unique_key" text,
	"batch_id" uuid,
	"workflow_id" uuid,
	"schedule_id" uuid,
	"replay_of" uuid,
	"worker_id" text,
	"cancel_requested_at" timestamp (3) with time zone,
	"dead_lettered_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "jobs_org_id_id_key" UNIQUE("org_id","id"),
	CONSTRAINT "jobs_status_check" CHECK ("jobs"."status" in ('scheduled', 'blocked', 'pending', 'processing', 'retrying', 'completed', 'failed', 'cancelled')),
	CONSTRAINT "jobs_priority_check" CHECK ("jobs"."priority" in ('high', 'normal', 'low')),
	CONSTRAINT "jobs_created_by_kind_check" CHECK ("jobs"."created_by_kind" in ('user', 'key', 'schedule', 'job', 'system')),
	CONSTRAINT "jobs_progress_percent_check" CHECK ("jobs"."progress_percent" between 0 and 100),
	CONSTRAINT "jobs_timeout_seconds_check" CHECK ("jobs"."timeout_seconds" between 1 and 82800),
	CONSTRAINT "jobs_counters_check" CHECK ("jobs"."attempt" >= 0 and "jobs"."max_attempts" >= 1 and "jobs"."max_attempts_step" >= 1 and "jobs"."run" >= 0 and "jobs"."losses" >= 0),
	CONSTRAINT "jobs_unique_key_check" CHECK (char_length("jobs"."unique_key") between 1 and 255),
	CONSTRAINT "jobs_subject_check" CHECK (("jobs"."subject_type" is null) = ("jobs"."subject_id" is null)),
	CONSTRAINT "jobs_ended_check" CHECK (("jobs"."finished_at" is not null) = ("jobs"."status" in ('completed', 'failed', 'cancelled'))),
	CONSTRAINT "jobs_processing_check" CHECK ("jobs"."status" <> 'processing' or "jobs"."started_at" is not null),
	CONSTRAINT "jobs_retrying_check" CHECK (("jobs"."next_retry_at" is not null) = ("jobs"."status" = 'retrying')),
	CONSTRAINT "jobs_scheduled_check" CHECK ("jobs"."status" <> 'scheduled' or "jobs"."run_at" is not null),
	CONSTRAINT "jobs_failed_check" CHECK ("jobs"."status" <> 'failed' or "jobs"."error" is not null),
	CONSTRAINT "jobs_parked_check" CHECK ("jobs"."parked_reason" is null or "jobs"."status" = 'pending')
);
--> statement-breakpoint
ALTER TABLE "jobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisations_slug_key" UNIQUE("slug"),
	CONSTRAINT "organisations_slug_check" CHECK ("organisations"."slug" ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$')
);
--> statement-breakpoint
ALTER TABLE "organisations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"error" jsonb,
	"worker_id" text NOT NULL,
	CONSTRAINT "system_runs_outcome_check" CHECK ("system_runs"."outcome" in ('completed', 'failed')),
	CONSTRAINT "system_runs_ended_check" CHECK (("system_runs"."ended_at" is not null) = ("system_runs"."outcome" is not null))
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_account_fkey" FOREIGN KEY ("org_id","account_id") REFERENCES "public"."accounts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_logs" ADD CONSTRAINT "job_logs_job_fkey" FOREIGN KEY ("org_id","job_id") REFERENCES "public"."jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_runs" ADD CONSTRAINT "job_runs_job_fkey" FOREIGN KEY ("org_id","job_id") REFERENCES "public"."jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contacts_account_idx" ON "contacts" USING btree ("org_id","account_id","id") WHERE "contacts"."account_id" is not null;--> statement-breakpoint
CREATE INDEX "files_expires_at_idx" ON "files" USING btree ("expires_at") WHERE "files"."expires_at" is not null;--> statement-breakpoint
CREATE INDEX "job_logs_job_idx" ON "job_logs" USING btree ("job_id","id");--> statement-breakpoint
CREATE INDEX "jobs_status_idx" ON "jobs" USING btree ("org_id","status","id");--> statement-breakpoint
CREATE INDEX "jobs_type_idx" ON "jobs" USING btree ("org_id","type","id");--> statement-breakpoint
CREATE INDEX "jobs_subject_idx" ON "jobs" USING btree ("org_id","subject_type","subject_id","id") WHERE "jobs"."subject_id" is not null;--> statement-breakpoint
CREATE INDEX "jobs_batch_idx" ON "jobs" USING btree ("org_id","batch_id","id") WHERE "jobs"."batch_id" is not null;--> statement-breakpoint
CREATE INDEX "jobs_schedule_idx" ON "jobs" USING btree ("org_id","schedule_id","id") WHERE "jobs"."schedule_id" is not null;--> statement-breakpoint
CREATE INDEX "jobs_due_idx" ON "jobs" USING btree (coalesce("next_retry_at", "run_at")) WHERE "jobs"."status" in ('scheduled', 'retrying');--> statement-breakpoint
CREATE INDEX "jobs_dead_letter_idx" ON "jobs" USING btree ("org_id","dead_lettered_at") WHERE "jobs"."dead_lettered_at" is not null and "jobs"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "jobs_live_idx" ON "jobs" USING btree ("id") WHERE "jobs"."status" in ('pending', 'processing');--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_unique_key" ON "jobs" USING btree ("org_id","type","unique_key") WHERE "jobs"."unique_key" is not null and "jobs"."status" not in ('completed', 'failed', 'cancelled');--> statement-breakpoint
CREATE INDEX "system_runs_type_idx" ON "system_runs" USING btree ("type","id");--> statement-breakpoint
CREATE POLICY "tenant" ON "accounts" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "api_keys" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "presented_key" ON "api_keys" AS PERMISSIVE FOR SELECT TO "rota_app" USING (key_hash = nullif(current_setting('app.key_hash', true), ''));--> statement-breakpoint
CREATE POLICY "tenant" ON "contacts" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "tenant" ON "files" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "files" AS PERMISSIVE FOR SELECT TO "rota_engine" USING (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "job_logs" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "job_logs" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "job_runs" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "job_runs" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "jobs" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "jobs" AS PERMISSIVE FOR ALL TO "rota_engine" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant" ON "organisations" AS PERMISSIVE FOR ALL TO "rota_app" USING (id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (id = nullif(current_setting('app.org_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "engine" ON "organisations" AS PERMISSIVE FOR SELECT TO "rota_engine" USING (true);