CREATE TABLE "installations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"is_only" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installations_is_only_key" UNIQUE("is_only"),
	CONSTRAINT "installations_is_only_check" CHECK ("installations"."is_only")
);
