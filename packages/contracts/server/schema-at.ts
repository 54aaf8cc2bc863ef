import { ZodArray, ZodObject, ZodOptional, ZodRecord, type core } from 'zod';

/** The part of a schema that is for what stands at `path`. Undefined where the schema leaves that to the value. */
export function schemaAt(schema: core.$ZodType, path: readonly PropertyKey[]): core.$ZodType | undefined {
  let part: core.$ZodType | undefined = schema;
  for (const key of path) part = memberOf(part, key);
  return part;
}

function memberOf(schema: core.$ZodType | undefined, key: PropertyKey): core.$ZodType | undefined {
  if (schema instanceof ZodOptional) return memberOf(schema.unwrap(), key);
  if (schema instanceof ZodArray) return schema.element;
  if (schema instanceof ZodRecord) return schema.valueType;
  if (!(schema instanceof ZodObject)) return undefined;
  const shape: Readonly<Record<string, core.$ZodType>> = schema.shape;
  return shape[String(key)];
}
