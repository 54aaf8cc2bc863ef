import { resolveReference, schemaName } from './open-api-document.ts';
import type { Json, JsonObject, OpenApiDocument, Schema } from './open-api-document.ts';

/** A job type, as the generated catalogue has it. */
export interface JobTypeDescription {
  type: string;
  category: string;
  description: string;
  retired: boolean;
  /** The models of input and output. */
  input: string;
  output: string;
  inputSchema: JsonObject;
  outputSchema: JsonObject;
  defaults: JsonObject;
}

/** All job types: the schemas that carry `x-rota-job`, in the order of the types' names. */
export function readJobTypes(document: OpenApiDocument): JobTypeDescription[] {
  return Object.entries(document.components.schemas)
    .filter(([, schema]) => schema['x-rota-job'] !== undefined)
    .map(([model, schema]) => describeJobType(document, model, schema))
    .sort((a, b) => (a.type < b.type ? -1 : 1));
}

function describeJobType(document: OpenApiDocument, model: string, schema: Schema): JobTypeDescription {
  const properties = schema['properties'] as Record<string, Schema>;
  const declared = schema['x-rota-job'] as { category?: string; retired?: boolean; defaults?: JsonObject };
  const [type] = properties['type']?.['enum'] as string[];
  const [output] = properties['output']?.['anyOf'] as Schema[];
  const description = schema['description'];
  if (!type || !declared.category || typeof description !== 'string') {
    throw new Error(`${model} needs a type, a description and a category in x-rota-job`);
  }
  const names = { input: schemaName(properties['input'], `${model}.input`), output: schemaName(output, `${model}.output`) };
  return {
    type,
    category: declared.category,
    description: description.replaceAll(/\s+/g, ' '),
    retired: declared.retired ?? false,
    ...names,
    inputSchema: selfContained(document, names.input),
    outputSchema: selfContained(document, names.output),
    defaults: { priority: 'normal', maxAttempts: 5, timeoutSeconds: 3600, ...declared.defaults, retry: retryDefaults(document, declared.defaults) },
  };
}

/** The retry policy of a type: the contract's defaults, under what the type declares. */
function retryDefaults(document: OpenApiDocument, defaults: JsonObject | undefined): JsonObject {
  const properties = document.components.schemas['RetryPolicyRequest']?.['properties'] as Record<string, JsonObject>;
  const general = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, property['default'] ?? null]));
  return { ...general, ...(defaults?.['retry'] as JsonObject | undefined) };
}

/** The JSON Schema of a model with every reference put in its place, closed to unknown members as the validators are. */
function selfContained(document: OpenApiDocument, model: string): JsonObject {
  const schema = inline(document, { $ref: `#/components/schemas/${model}` }, []) as JsonObject;
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema };
}

function inline(document: OpenApiDocument, value: Json, trail: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item) => inline(document, item, trail));
  if (value === null || typeof value !== 'object') return value;
  const { $ref: reference, ...rest } = value;
  if (typeof reference === 'string') {
    if (trail.includes(reference)) throw new Error(`${reference} holds itself; job schemas must be finite`);
    const target = inline(document, resolveReference(document, reference) as Json, [...trail, reference]) as JsonObject;
    return { ...target, ...(inline(document, rest, trail) as JsonObject) };
  }
  const members = Object.entries(value).map(([key, member]): [string, Json] => [key, inline(document, member, trail)]);
  const schema = Object.fromEntries(members.filter(([key]) => !key.startsWith('x-')));
  const isObject = schema['type'] === 'object' && schema['properties'] !== undefined;
  return isObject ? { ...schema, additionalProperties: schema['additionalProperties'] ?? false } : schema;
}
