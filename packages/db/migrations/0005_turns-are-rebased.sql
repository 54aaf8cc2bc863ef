ALTER TABLE "queue_clocks" ADD COLUMN "base" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "queue_clocks" ADD COLUMN "rebase_tx" "xid8";