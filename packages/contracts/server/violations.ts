import { safeParse, ZodDiscriminatedUnion, type core, type ZodType } from 'zod';

import { schemaAt } from './schema-at.ts';
import type { Violation, ViolationLocation } from './gen/types.gen.ts';

/** A request that is wrong all over is not answered with a list longer than itself. */
export const VIOLATIONS_MAX = 100;

/** A part of a request that its validator refused, and why: `error.issues` of the `safeParse`. */
type Refused = { validator: ZodType; value: unknown; issues: readonly core.$ZodIssue[] };

/**
 * The violations that a validator found in one part of a request, the first {@link VIOLATIONS_MAX} of them, each with its
 * own pointer: every unknown member, and inside a union those of the alternative that was meant. Where the request names none
 * (`type`, say), they are those of all alternatives.
 */
export function toViolations(location: ViolationLocation, { issues, ...refused }: Refused): Violation[] {
  const violations = issues
    .values()
    .flatMap((issue) => [
      ...violationsOf(location, issue, issue.path),
      ...violationsOfAny(location, issue, refused),
    ]);
  return violations.take(VIOLATIONS_MAX).toArray();
}

/** What every alternative of a union refuses beside the member that was to name one. */
function violationsOfAny(
  location: ViolationLocation,
  issue: core.$ZodIssue,
  { validator, value: whole }: Omit<Refused, 'issues'>,
): Violation[] {
  if (issue.code !== 'invalid_union' || issue.discriminator === undefined) return [];
  const path = issue.path.slice(0, -1);
  const union = schemaAt(validator, path);
  if (!(union instanceof ZodDiscriminatedUnion)) return [];
  const value = path.reduce<unknown>((part, key) => Reflect.get(Object(part), key), whole);
  const [first, ...others] = union.options.map((option) => {
    const issues = safeParse(option, value).error?.issues ?? [];
    const violations = issues.flatMap((each) => violationsOf(location, each, [...path, ...each.path]));
    return new Map(violations.map((violation) => [`${violation.pointer} ${violation.message}`, violation]));
  });
  return [...(first ?? [])]
    .filter(([text]) => others.every((other) => other.has(text)))
    .map(([, each]) => each);
}

function violationsOf(
  location: ViolationLocation,
  issue: core.$ZodIssue,
  path: readonly PropertyKey[],
): Violation[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, VIOLATIONS_MAX).map((key) => ({
      in: location,
      pointer: toPointer([...path, key]),
      message: 'is not known here',
    }));
  }
  const meant = issue.code === 'invalid_union' ? closestAlternative(issue.errors) : undefined;
  if (meant) return meant.flatMap((inner) => violationsOf(location, inner, [...path, ...inner.path]));
  return [{ in: location, pointer: toPointer(path), message: issue.message }];
}

/** The alternative with the fewest issues: the one that the caller most likely meant. Undefined when there is none. */
function closestAlternative(alternatives: readonly core.$ZodIssue[][]): core.$ZodIssue[] | undefined {
  return alternatives.toSorted((a, b) => a.length - b.length).find((issues) => issues.length > 0);
}

/** A JSON pointer (RFC 6901). */
function toPointer(path: readonly PropertyKey[]): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
