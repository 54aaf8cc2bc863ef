// Made by codegen/print-job-types.ts from the files of spec/jobs. Not for editing: `pnpm generate` makes it anew.
import type { CatalogueEntry, JobTypeDefinition } from './job-type.ts';
import * as z from './gen/zod.gen.ts';

/** Every type of job that can be made, by its name. */
export const jobTypes = {
  'data:import': {
    type: 'data:import' as const,
    category: "Data",
    description: "Imports accounts or contacts from an uploaded CSV file. Rows are streamed and written in chunks; running the same file again updates its records and doubles none.",
    retired: false,
    input: z.zDataImportInput,
    output: z.zDataImportOutput,
    defaults: {
      "priority": "normal",
      "maxAttempts": 5,
      "timeoutSeconds": 3600,
      "retry": {
        "strategy": "exponential",
        "baseSeconds": 5,
        "maxSeconds": 3600,
        "delaysSeconds": [],
        "jitter": 0.2
      }
    },
    retentionDays: {},
    inputSchema: {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object",
      "required": [
        "fileId",
        "collection"
      ],
      "properties": {
        "fileId": {
          "type": "string",
          "pattern": "^fil_[0-7][0-9a-hjkmnp-tv-z]{25}$",
          "description": "The uploaded CSV: RFC 4180, UTF-8 with or without a byte-order mark, any line ending, its first row the header. The\ncells may be separated by semicolons or tabs as well, whichever the header has most of.",
          "examples": [
            "fil_01k2v7q0c4e8h9jm3npqrst5vw"
          ]
        },
        "collection": {
          "type": "string",
          "enum": [
            "accounts",
            "contacts"
          ],
          "description": "What the rows become."
        },
        "mapping": {
          "type": "object",
          "additionalProperties": {
            "type": "string",
            "maxLength": 75,
            "pattern": "^(attributes\\.)?[A-Za-z][A-Za-z0-9_]{0,63}$",
            "description": "What a column fills: a field of the collection (`externalId`, `name`, `domain` of accounts; `externalId`, `email`,\n`firstName`, `lastName`, `title` of contacts, and `accountExternalId` or `accountDomain`, which name the account they\nbelong to), `attributes.` and a name of up to 64 characters, or `ignore`, which leaves the column out.",
            "examples": [
              "externalId"
            ]
          },
          "description": "What each column fills, by the column's header as it stands in the file. Columns that are not named become attributes\nunder their header. Without a mapping a column whose header is the name of a field fills it, whatever its case,\nspaces, dashes and underscores; the others become attributes. An empty cell leaves what is there as it is."
        },
        "matchBy": {
          "type": "string",
          "enum": [
            "externalId",
            "domain",
            "email"
          ],
          "description": "The field by which a row finds the record it updates; rows that find none make one. Left out: `externalId` when a\ncolumn fills it, else `domain` for accounts and `email` for contacts."
        }
      },
      "description": "What to import.",
      "examples": [
        {
          "fileId": "fil_01k2v7q0c4e8h9jm3npqrst5vw",
          "collection": "accounts",
          "mapping": {
            "Company": "name",
            "Website": "domain",
            "CRM id": "externalId",
            "Employees": "attributes.employees"
          },
          "matchBy": "externalId"
        }
      ],
      "additionalProperties": false
    },
    outputSchema: {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object",
      "required": [
        "rowsRead",
        "rowsCreated",
        "rowsUpdated",
        "rowsFailed",
        "errorsFileId"
      ],
      "properties": {
        "rowsRead": {
          "type": "integer",
          "format": "double-int",
          "minimum": 0,
          "description": "Data rows in the file; the header and empty lines do not count."
        },
        "rowsCreated": {
          "type": "integer",
          "format": "double-int",
          "minimum": 0,
          "description": "Rows that made a record."
        },
        "rowsUpdated": {
          "type": "integer",
          "format": "double-int",
          "minimum": 0,
          "description": "Rows that found their record, changed or not."
        },
        "rowsFailed": {
          "type": "integer",
          "format": "double-int",
          "minimum": 0,
          "description": "Rows that were left out because something was wrong with them."
        },
        "errorsFileId": {
          "anyOf": [
            {
              "type": "string",
              "pattern": "^fil_[0-7][0-9a-hjkmnp-tv-z]{25}$",
              "description": "Id of a stored file.",
              "examples": [
                "fil_01k2v7q0c4e8h9jm3npqrst5vw"
              ]
            },
            {
              "type": "null"
            }
          ],
          "description": "A CSV with each row that failed: its number, the columns at fault, the reasons, and its cells. It can be corrected\nand imported like any other, and expires after 30 days. Null when no row failed."
        }
      },
      "description": "What came of an import. `rowsRead` is the sum of the other three counts.",
      "examples": [
        {
          "rowsRead": 200000,
          "rowsCreated": 199000,
          "rowsUpdated": 990,
          "rowsFailed": 10,
          "errorsFileId": "fil_01k2v7q0c4e8h9jm3npqrst5vw"
        }
      ],
      "additionalProperties": false
    },
  },
  'demo:run': {
    type: 'demo:run' as const,
    category: "Demo",
    description: "Counts steps with progress and a log line each, for people who try things out. It can fail, ignore its signal or kill its process on demand. Registered while the demo is on.",
    retired: false,
    input: z.zDemoRunInput,
    output: z.zDemoRunOutput,
    defaults: {
      "priority": "normal",
      "maxAttempts": 5,
      "timeoutSeconds": 3600,
      "retry": {
        "strategy": "exponential",
        "baseSeconds": 5,
        "maxSeconds": 3600,
        "delaysSeconds": [],
        "jitter": 0.2
      }
    },
    retentionDays: {},
    inputSchema: {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object",
      "properties": {
        "steps": {
          "type": "integer",
          "format": "int32",
          "minimum": 0,
          "maximum": 100000,
          "description": "How many steps to count, each with a log line and progress. 0 ends at once.",
          "default": 10
        },
        "stepMilliseconds": {
          "type": "integer",
          "format": "int32",
          "minimum": 0,
          "maximum": 3600000,
          "description": "How long a step takes, up to an hour.",
          "default": 200
        },
        "failAtStep": {
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "maximum": 100000,
          "description": "The step, counted from 1, at which an attempt fails. Left out: none does."
        },
        "failAttempts": {
          "type": "integer",
          "format": "int32",
          "minimum": 0,
          "maximum": 100,
          "description": "How many attempts fail at `failAtStep` before one gets past it. Left out: one."
        },
        "permanent": {
          "type": "boolean",
          "description": "Whether the failure is one that no further attempt could mend: the job is `failed` after the first."
        },
        "ignoreSignal": {
          "type": "boolean",
          "description": "Whether to count on when asked to stop (cancel, timeout, shutdown): shows what happens to a handler that does not\nlisten to its signal."
        },
        "exitAtStep": {
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "maximum": 100000,
          "description": "The step, counted from 1, at which the worker's process is killed, without a word to anybody. Left out: it is not.\nAnother worker takes over, and comes to the same step."
        },
        "result": {
          "description": "Any JSON, given back in the output: `{\"answer\": 42}`."
        }
      },
      "description": "How the demonstration goes.",
      "examples": [
        {
          "steps": 20,
          "stepMilliseconds": 500,
          "failAtStep": 3,
          "failAttempts": 2
        }
      ],
      "additionalProperties": false
    },
    outputSchema: {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object",
      "required": [
        "steps",
        "attempt",
        "result"
      ],
      "properties": {
        "steps": {
          "type": "integer",
          "format": "int32",
          "minimum": 0,
          "description": "The steps counted."
        },
        "attempt": {
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "description": "The attempt that came through, counted from 1."
        },
        "result": {
          "description": "The input's `result`; null when there was none."
        }
      },
      "description": "How the demonstration went.",
      "examples": [
        {
          "steps": 20,
          "attempt": 3,
          "result": null
        }
      ],
      "additionalProperties": false
    },
  },
} satisfies Record<string, JobTypeDefinition>;

/** The types that are only kept for their old jobs. */
export const retiredJobTypes = {

} satisfies Record<string, CatalogueEntry>;
