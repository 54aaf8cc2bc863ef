import { describe, expect, it } from 'vitest';

import { rewriteSource } from './rewrite-source.ts';

describe('rewriting generated sources', () => {
  it.each([
    ['  cursor?: string;', '  cursor?: string | undefined;'],
    ["  'Last-Event-ID'?: string;", "  'Last-Event-ID'?: string | undefined;"],
    ['  errors?: Array<Violation>;', '  errors?: Array<Violation> | undefined;'],
  ])('lets an optional member be undefined: %s', (source, rewritten) => {
    expect(rewriteSource('client/gen/types.gen.ts', source)).toBe(`${rewritten}\n`);
  });

  it.each([
    ['  cursor: string;'],
    ['  body?: never;'],
    ['  query?: {'],
    ['  onError?: (error: unknown) => void;'],
    ['  inner?: { a: string;'],
  ])('leaves alone what is not an optional member of one line: %s', (source) => {
    expect(rewriteSource('server/gen/types.gen.ts', source)).toBe(`${source}\n`);
  });

  it("marks the generator's runtime, and nothing else, as not checked", () => {
    expect(rewriteSource('client/gen/core/auth.gen.ts', 'x')).toMatch(/^\/\/ @ts-nocheck .+\n[^]*x\n$/);
    expect(rewriteSource('client/gen/sdk.gen.ts', 'x')).toBe('x\n');
  });
});
