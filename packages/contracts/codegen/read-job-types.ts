import * as z from 'zod';
import { findSchema, isJsonObject, readSchema, schemaName } from './open-api-document.ts';
import type { Json, JsonObject, OpenApiDocument } from './open-api-document.ts';

/** A job type, as the generated catalogue has it. */
export interface JobTypeDescription {
  type: string;
  category: string;
  description: string;
  /** Whether it is only kept for its old jobs. */
  retired: boolean;
  /** The models of input and output. */
  input: string;
  output: string;
  /** Without references. */
  inputSchema: JsonObject;
  outputSchema: JsonObject;
  /** Complete: what the type leaves out is the contract's. */
  defaults: JsonObject;
  /** Days that a job is kept after its end, by how it ended, where the type says so. */
  retentionDays: JsonObject;
}

/** What a file of `spec/jobs/` says in `@extension("x-rota-job", …)`. */
const zJobExtension = z.strictObject({
  category: z.string().min(1),
  retired: z.boolean().default(false),
  retentionDays: z.partialRecord(z.enum(['completed', 'cancelled', 'failed']), z.number().min(0)).default({}),
  defaults: z
    .strictObject({
      priority: z.enum(['high', 'normal', 'low']).default('normal'),
      maxAttempts: z.int().min(1).max(100).default(5),
      timeoutSeconds: z.int().min(1).max(82_800).default(3600),
      retry: z.record(z.string(), z.json()).default({}),
    })
    .prefault({}),
});

const zJobSchema = z.object({
  description: z.string().min(1),
  properties: z.object({
    type: z.object({ enum: z.tuple([z.string()]) }),
    input: z.object({ $ref: z.string() }),
    output: z.object({
      anyOf: z.tuple([z.object({ $ref: z.string() }), z.object({ type: z.literal('null') })]),
    }),
  }),
});

/** All job types: the schemas that carry `x-rota-job`, in the order of the types' names. */
export function readJobTypes(document: OpenApiDocument): JobTypeDescription[] {
  return Object.entries(document.components.schemas)
    .filter(([, schema]) => schema['x-rota-job'] !== undefined)
    .map(([model, schema]) => describeJobType(document, model, schema))
    .toSorted((a, b) => (a.type < b.type ? -1 : 1));
}

function describeJobType(document: OpenApiDocument, model: string, schema: JsonObject): JobTypeDescription {
  const { category, retired, defaults, retentionDays } = zJobExtension.parse(schema['x-rota-job']);
  const { description, properties } = zJobSchema.parse(schema);
  const input = schemaName(properties.input, `${model}.input`);
  const output = schemaName(properties.output.anyOf[0], `${model}.output`);
  return {
    type: properties.type.enum[0],
    category,
    description: description.replaceAll(/\s+/g, ' '),
    retired,
    input,
    output,
    inputSchema: selfContained(document, input),
    outputSchema: selfContained(document, output),
    retentionDays,
    defaults: { ...defaults, retry: { ...generalRetryPolicy(document), ...defaults.retry } },
  };
}

/** The retry policy of a type that declares none: the defaults that the contract gives a request. */
function generalRetryPolicy(document: OpenApiDocument): JsonObject {
  const { properties } = readSchema(findSchema(document, '#/components/schemas/RetryPolicyRequest'));
  return Object.fromEntries(
    Object.entries(properties ?? {}).map(([name, property]) => [name, property['default'] ?? null]),
  );
}

/**
 * The JSON Schema of a model with every reference put in its place, closed to unknown members as the validators are.
 */
function selfContained(document: OpenApiDocument, model: string): JsonObject {
  const schema = inlineObject(document, { $ref: `#/components/schemas/${model}` }, []);
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema };
}

function inline(document: OpenApiDocument, value: Json, trail: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item) => inline(document, item, trail));
  return isJsonObject(value) ? inlineObject(document, value, trail) : value;
}

function inlineObject(document: OpenApiDocument, value: JsonObject, trail: readonly string[]): JsonObject {
  const { $ref: reference, ...rest } = value;
  if (typeof reference === 'string') {
    if (trail.includes(reference)) throw new Error(`${reference} holds itself; job schemas must be finite`);
    const target = inlineObject(document, findSchema(document, reference), [...trail, reference]);
    return { ...target, ...inlineObject(document, rest, trail) };
  }
  const members = Object.entries(value)
    .filter(([key]) => !key.startsWith('x-'))
    .map(([key, member]): [string, Json] => [key, inline(document, member, trail)]);
  const schema = Object.fromEntries(members);
  const isClosed = schema['type'] === 'object' && schema['properties'] !== undefined;
  return isClosed ? { ...schema, additionalProperties: schema['additionalProperties'] ?? false } : schema;
}
