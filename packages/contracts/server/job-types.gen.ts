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
          "description": "What each column fills, by the column's header as it stands in the file. Columns that are not named become attributes\nunder their header; one without a header is left out, unless it is named by `\"\"`. Without a mapping a column whose header is the name of a field fills it, whatever its case,\nspaces, dashes and underscores; the others become attributes. An empty cell leaves what is there as it is."
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
  'dead-letters:retry': {
    type: 'dead-letters:retry' as const,
    category: "Jobs",
    description: "Runs the jobs of one group of dead letters again: all, the first few, or the first few and then, when those have gone well, the others. It is made by `POST …/dead-letters/groups/{fingerprint}/retry`, and is `scheduled` while it waits for the first ones.",
    retired: false,
    input: z.zDeadLettersRetryInput,
    output: z.zDeadLettersRetryOutput,
    defaults: {
      "priority": "high",
      "maxAttempts": 5,
      "timeoutSeconds": 82800,
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
        "fingerprint"
      ],
      "properties": {
        "fingerprint": {
          "type": "string",
          "pattern": "^[0-9a-f]{16}$",
          "description": "The group.",
          "examples": [
            "9f86d081884c7d65"
          ]
        },
        "first": {
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "maximum": 1000,
          "description": "Only so many, the oldest first. With `stopAtFailureShare` the others follow when these have gone well. 1 to 1,000;\nleft out beside `stopAtFailureShare`: 10."
        },
        "stopAtFailureShare": {
          "type": "number",
          "format": "double",
          "minimum": 0,
          "maximum": 1,
          "description": "The others follow only when the share of the first ones that fail again, or are cancelled, stays below this."
        },
        "patch": {
          "type": "array",
          "items": {
            "type": "object",
            "required": [
              "op",
              "path"
            ],
            "properties": {
              "op": {
                "type": "string",
                "enum": [
                  "add",
                  "remove",
                  "replace",
                  "move",
                  "copy",
                  "test"
                ],
                "description": "What it does."
              },
              "path": {
                "type": "string",
                "maxLength": 1000,
                "description": "Where: a JSON Pointer (RFC 6901) into the input, for example `/fileId`."
              },
              "from": {
                "type": "string",
                "maxLength": 1000,
                "description": "Where from, for `move` and `copy`."
              },
              "value": {
                "description": "What, for `add`, `replace` and `test`."
              }
            },
            "description": "One step of a JSON Patch (RFC 6902).",
            "examples": [
              {
                "op": "replace",
                "path": "/fileId",
                "value": "fil_01k2v7q0c4e8h9jm3npqrst5vw"
              }
            ],
            "additionalProperties": false
          },
          "minItems": 1,
          "maxItems": 100,
          "description": "Changes to make to each job's input before. An input is not changed once its job is made: each job is replayed with\nthe new input (`replayOf`), and the dead letter resolved. One whose input does not take the patch, or does not fit its\ntype afterwards, is skipped; the log says why. 1 to 100 steps."
        }
      },
      "description": "Which group, and how.",
      "examples": [
        {
          "fingerprint": "9f86d081884c7d65",
          "first": 10,
          "stopAtFailureShare": 0.2
        }
      ],
      "additionalProperties": false
    },
    outputSchema: {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object",
      "required": [
        "retried",
        "skipped",
        "firstFailed",
        "stopped"
      ],
      "properties": {
        "retried": {
          "type": "integer",
          "format": "double-int",
          "minimum": 0,
          "description": "The jobs that run again."
        },
        "skipped": {
          "type": "integer",
          "format": "double-int",
          "minimum": 0,
          "description": "Those that could not be: their input does not take the patch, or their `uniqueKey` or batch does not let them."
        },
        "firstFailed": {
          "anyOf": [
            {
              "type": "integer",
              "format": "double-int"
            },
            {
              "type": "null"
            }
          ],
          "description": "How many of the first ones did not complete; null when nobody waited for them."
        },
        "stopped": {
          "type": "boolean",
          "description": "Whether the others were left alone because too many of the first ones did not complete."
        }
      },
      "description": "What came of it.",
      "examples": [
        {
          "retried": 1200,
          "skipped": 0,
          "firstFailed": 1,
          "stopped": false
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
  'jobs:act': {
    type: 'jobs:act' as const,
    category: "Jobs",
    description: "Cancels, retries or resolves every job that a filter matches, in sets of some hundreds. It is made by `POST …/jobs/actions`; when its worker dies, the next one goes on where it was.",
    retired: false,
    input: z.zJobsActInput,
    output: z.zJobsActOutput,
    defaults: {
      "priority": "high",
      "maxAttempts": 5,
      "timeoutSeconds": 82800,
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
        "action",
        "filter"
      ],
      "properties": {
        "action": {
          "type": "string",
          "enum": [
            "cancel",
            "retry",
            "resolve"
          ],
          "description": "What to do."
        },
        "filter": {
          "type": "object",
          "properties": {
            "status": {
              "type": "array",
              "items": {
                "type": "string",
                "enum": [
                  "scheduled",
                  "blocked",
                  "pending",
                  "processing",
                  "retrying",
                  "completed",
                  "failed",
                  "cancelled"
                ],
                "description": "Where a job stands. A new job is `scheduled`, `blocked` or `pending`; a worker makes it `processing`; what comes of\nthe attempt decides between `retrying` and the three ends. An ended job changes no more, unless a failed one is\nretried by hand."
              },
              "maxItems": 8,
              "description": "Jobs that stand in one of these."
            },
            "type": {
              "type": "array",
              "items": {
                "type": "string",
                "enum": [
                  "data:import",
                  "dead-letters:retry",
                  "demo:run",
                  "jobs:act",
                  "batch"
                ],
                "description": "The name of a job type."
              },
              "maxItems": 100,
              "description": "Jobs of one of these types."
            },
            "createdAfter": {
              "type": "string",
              "format": "date-time",
              "description": "Jobs made at or after this time, for example `2026-03-14T00:00:00Z`."
            },
            "createdBefore": {
              "type": "string",
              "format": "date-time",
              "description": "Jobs made before this time, for example `2026-03-15T00:00:00Z`."
            },
            "subjectType": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "description": "Jobs about things of this kind, for example `invoice`."
            },
            "subjectId": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255,
              "description": "Jobs about the thing with this id, for example `2026-0042`."
            },
            "batchId": {
              "type": "string",
              "pattern": "^job_[0-7][0-9a-hjkmnp-tv-z]{25}$",
              "description": "The jobs of this batch. Left out: jobs of no batch, as in the list.",
              "examples": [
                "job_01k2v7q0c4e8h9jm3npqrst5vw"
              ]
            },
            "scheduleId": {
              "type": "string",
              "pattern": "^sch_[0-7][0-9a-hjkmnp-tv-z]{25}$",
              "description": "The jobs that this schedule made.",
              "examples": [
                "sch_01k2v7q0c4e8h9jm3npqrst5vw"
              ]
            },
            "deadLettered": {
              "type": "boolean",
              "description": "`true`: jobs that failed for good and wait for somebody to look at them; `false`: all others."
            },
            "fingerprint": {
              "type": "string",
              "pattern": "^[0-9a-f]{16}$",
              "description": "Jobs that failed for good of this cause: the `fingerprint` of a group of dead letters.",
              "examples": [
                "9f86d081884c7d65"
              ]
            },
            "search": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "Text to look for, as in the list, for example `invoice`: among jobs of one type made in the 7 days before. 400 without\nexactly one `type`."
            }
          },
          "description": "To which jobs. Jobs made after this one are left alone, and so are jobs that act on jobs.",
          "examples": [
            {
              "status": [
                "failed"
              ],
              "type": [
                "data:import"
              ],
              "createdAfter": "2026-03-14T00:00:00Z"
            }
          ],
          "additionalProperties": false
        },
        "note": {
          "type": "string",
          "minLength": 1,
          "maxLength": 2000,
          "description": "For `resolve`: what to write beside the dead letters, 1 to 2,000 characters."
        }
      },
      "description": "What to do, and to which jobs.",
      "examples": [
        {
          "action": "retry",
          "filter": {
            "status": [
              "failed"
            ]
          }
        }
      ],
      "additionalProperties": false
    },
    outputSchema: {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "type": "object",
      "required": [
        "matched",
        "changed"
      ],
      "properties": {
        "matched": {
          "type": "integer",
          "format": "double-int",
          "minimum": 0,
          "description": "The jobs that matched when it began."
        },
        "changed": {
          "type": "integer",
          "format": "double-int",
          "minimum": 0,
          "description": "Those that it moved. Fewer than matched where jobs moved by themselves in the meantime or cannot be moved (a retry\nwhose `uniqueKey` another job has); after a worker's death the set that it had in hand may be left out of the count."
        }
      },
      "description": "What came of it.",
      "examples": [
        {
          "matched": 1200,
          "changed": 1198
        }
      ],
      "additionalProperties": false
    },
  },
} satisfies Record<string, JobTypeDefinition>;

/** The types that are only kept for their old jobs. */
export const retiredJobTypes = {

} satisfies Record<string, CatalogueEntry>;
