ALTER TABLE "batches" ADD COLUMN "follow_up" text;--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "followed_up_to" uuid;--> statement-breakpoint
CREATE INDEX "batches_follow_up_idx" ON "batches" USING btree ("id") WHERE "batches"."follow_up" is not null;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_follow_up_check" CHECK ("batches"."follow_up" in ('cancel', 'retry_failed'));