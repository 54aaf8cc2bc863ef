import type { core } from 'zod';
import type { Violation, ViolationLocation } from './gen/types.gen.ts';

/** A request that is wrong all over is not answered with a list longer than itself. */
export const VIOLATIONS_MAX = 100;

/**
 * The violations that a validator found in one part of a request, the first {@link VIOLATIONS_MAX} of them, each with its
 * own pointer: every unknown member, and inside a union those of the alternative that was meant.
 *
 * @param location - The part that was validated.
 * @param issues - `error.issues` of the failed `safeParse`.
 */
export function toViolations(location: ViolationLocation, issues: readonly core.$ZodIssue[]): Violation[] {
  const violations = issues.values().flatMap((issue) => violationsOf(location, issue, issue.path));
  return violations.take(VIOLATIONS_MAX).toArray();
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
