import type { JobRequestIssue } from './errors.ts';
import { limits } from './limits.ts';

const ISSUES_MAX = 20;

/**
 * Finds what keeps a value from being stored as `jsonb`: its size, its depth, NUL characters, lone surrogates.
 * @returns the first issues, with pointers below `pointer`; none when the value is sound
 */
export function checkJson(value: unknown, pointer: string, bytesMax: number): JobRequestIssue[] {
  const issues: JobRequestIssue[] = [];
  // Stops at a number of issues: a structure that contains itself twice has endless branches to walk.
  walk(value, pointer, 0, issues);
  if (issues.length > 0) return issues;
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? 'null');
  return bytes > bytesMax
    ? [{ pointer, message: `is ${bytes} bytes of JSON; at most ${bytesMax} are allowed` }]
    : [];
}

function walk(value: unknown, pointer: string, depth: number, issues: JobRequestIssue[]): void {
  if (depth > limits.jsonDepth) {
    issues.push({ pointer, message: `is nested deeper than ${limits.jsonDepth} levels` });
  } else if (typeof value === 'string') {
    const fault = textFault(value);
    if (fault !== undefined) issues.push({ pointer, message: fault });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      if (issues.length >= ISSUES_MAX) return;
      const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const fault = textFault(key);
      if (fault === undefined) walk(member, at, depth + 1, issues);
      else issues.push({ pointer, message: `has a member whose name ${fault}` });
    }
  }
}

function textFault(text: string): string | undefined {
  if (text.includes('\0')) return 'contains the NUL character';
  if (!text.isWellFormed()) return 'contains half of a surrogate pair';
  return undefined;
}
