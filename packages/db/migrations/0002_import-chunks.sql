CREATE TABLE "import_chunks" (
	"job_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"org_id" uuid NOT NULL,
	"last_row" integer NOT NULL,
	"rows_read" integer NOT NULL,
	"rows_created" integer NOT NULL,
	"rows_updated" integer NOT NULL,
	"rows_failed" integer NOT NULL,
	"error_lines" "bytea",
	CONSTRAINT "import_chunks_pkey" PRIMARY KEY("job_id","number"),
	CONSTRAINT "import_chunks_number_check" CHECK ("import_chunks"."number" >= 1 and "import_chunks"."last_row" >= 0),
	CONSTRAINT "import_chunks_counts_check" CHECK ("import_chunks"."rows_created" >= 0 and "import_chunks"."rows_updated" >= 0 and "import_chunks"."rows_failed" >= 0
        and "import_chunks"."rows_read" = "import_chunks"."rows_created" + "import_chunks"."rows_updated" + "import_chunks"."rows_failed"),
	CONSTRAINT "import_chunks_error_lines_check" CHECK (("import_chunks"."error_lines" is null) = ("import_chunks"."rows_failed" = 0))
);
--> statement-breakpoint
ALTER TABLE "import_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_job_fkey" FOREIGN KEY ("org_id","job_id") REFERENCES "public"."jobs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "tenant" ON "import_chunks" AS PERMISSIVE FOR ALL TO "rota_app" USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);