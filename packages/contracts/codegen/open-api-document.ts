import * as z from 'zod';

/** A JSON object. */
const zJsonObject = z.record(z.string(), z.json());

/** A JSON Schema, or a reference to one: as much of it as the code generation looks into. */
const zSchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  description: z.string().optional(),
  items: zJsonObject.optional(),
  properties: z.record(z.string(), zJsonObject).optional(),
});

const zParameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  schema: zSchema,
});

const zContent = z.record(z.string(), z.object({ schema: zSchema }));

const zResponse = z.object({
  headers: z.record(z.string(), z.object({ required: z.boolean().optional() })).optional(),
  content: zContent.optional(),
});

const zOperation = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(z.union([z.object({ $ref: z.string() }), zParameter])).default([]),
  requestBody: z.object({ content: zContent, required: z.boolean().optional() }).optional(),
  responses: z.record(z.string(), zResponse),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  'x-rota-body-bytes': z.int().positive().optional(),
});

const zOpenApiDocument = z.object({
  paths: z.record(z.string(), z.record(z.string(), zOperation)),
  components: z.object({
    schemas: z.record(z.string(), zJsonObject),
    parameters: z.record(z.string(), zParameter).default({}),
  }),
});

/** A JSON value. */
export type Json = z.infer<ReturnType<typeof z.json>>;

/** A JSON object. */
export type JsonObject = z.infer<typeof zJsonObject>;

/** A JSON Schema, or a reference to one. */
export type Schema = z.infer<typeof zSchema>;

/** A path, query or header parameter. */
export type Parameter = z.infer<typeof zParameter>;

/** A response as one status has it. */
export type ResponseObject = z.infer<typeof zResponse>;

/** One operation. */
export type OperationObject = z.infer<typeof zOperation>;

/** The part of OpenAPI 3.1 that the code generation reads. */
export type OpenApiDocument = z.infer<typeof zOpenApiDocument>;

/** Reads a document; throws when it is not one that this code generation understands. */
export function readDocument(json: unknown): OpenApiDocument {
  return zOpenApiDocument.parse(json);
}

/** The parts of a schema that the code generation looks into. */
export function readSchema(json: Json | undefined): Schema {
  return zSchema.parse(json);
}

/** Whether a JSON value is an object. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The named model that a `$ref` leads to; throws when it leads nowhere, because generated code would not compile either. */
export function findSchema(document: OpenApiDocument, reference: string): JsonObject {
  const schema = document.components.schemas[reference.replace('#/components/schemas/', '')];
  if (!schema) throw new Error(`${reference} leads nowhere`);
  return schema;
}

/** The parameter that a `$ref` leads to; throws when it leads nowhere. */
export function findParameter(document: OpenApiDocument, reference: string): Parameter {
  const parameter = document.components.parameters[reference.replace('#/components/parameters/', '')];
  if (!parameter) throw new Error(`${reference} leads nowhere`);
  return parameter;
}

/** The name at the end of a schema reference; throws when the schema is not a named one. */
export function schemaName(schema: Schema, where: string): string {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  if (!name) throw new Error(`${where}: the schema has no name; declare a named model for it`);
  return name;
}
