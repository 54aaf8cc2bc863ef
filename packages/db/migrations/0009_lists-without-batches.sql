DROP INDEX "jobs_type_idx";--> statement-breakpoint
CREATE INDEX "jobs_type_idx" ON "jobs" USING btree ("org_id","type","id") WHERE "jobs"."batch_id" is null;