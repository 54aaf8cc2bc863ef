/** The part of OpenAPI 3.1 that the code generation reads. */

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** A JSON Schema, or a reference to one. */
export type Schema = JsonObject & { $ref?: string };

/** A path, query or header parameter. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  schema: Schema;
}

/** Something that stands elsewhere in the document. */
export interface Reference {
  $ref: string;
}

/** A response as one status has it. */
export interface ResponseObject {
  description: string;
  headers?: Record<string, { required?: boolean; schema: Schema }>;
  content?: Record<string, { schema: Schema }>;
}

/** One operation. */
export interface OperationObject {
  operationId: string;
  tags: string[];
  parameters?: (Parameter | Reference)[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, ResponseObject>;
  security?: Record<string, string[]>[];
}

/** The document. */
export interface OpenApiDocument {
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, Schema>; parameters?: Record<string, Parameter> };
}

/** Follows a `#/…` reference; throws when it leads nowhere, because generated code would not compile either. */
export function resolveReference(document: OpenApiDocument, reference: string): unknown {
  let value: unknown = document;
  for (const segment of reference.replace('#/', '').split('/')) {
    value = (value as Record<string, unknown> | undefined)?.[segment];
  }
  if (value === undefined) throw new Error(`${reference} leads nowhere`);
  return value;
}

/** The name at the end of a schema reference; throws when the schema is not a named one. */
export function schemaName(schema: Schema | undefined, where: string): string {
  const name = schema?.$ref?.replace('#/components/schemas/', '');
  if (!name) throw new Error(`${where}: the schema has no name; declare a named model for it`);
  return name;
}
