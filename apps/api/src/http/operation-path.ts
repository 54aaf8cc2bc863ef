import { operations, type OperationId, type Operations } from '@rota/contracts/server';

/** The names of the segments that vary. */
type SegmentName<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | SegmentName<Rest>
  : never;

/** The path of an operation, by the contract: where a thing is that was just made. Segments are ids, and need no escapes. */
export function toOperationPath<Op extends OperationId>(
  operationId: Op,
  segments: Readonly<Record<SegmentName<Operations[Op]['pathTemplate']>, string>>,
): string {
  const values = new Map<string, string>(Object.entries(segments));
  return operations[operationId].pathTemplate.replaceAll(
    /\{(\w+)\}/g,
    (_template, name: string) => values.get(name) ?? '',
  );
}
