import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { findUnsoundJson } from './unsound-json.ts';

const nest = (levels: number): unknown => (levels === 0 ? [] : [nest(levels - 1)]);
const pointersOf = (body: unknown) => findUnsoundJson(body).map(({ pointer }) => pointer);

describe('JSON that no part of Rota takes', () => {
  test('is none of what is well formed, without NUL, flat enough and named harmlessly', () => {
    assert(
      property(jsonValue({ maxDepth: 10 }), (value) => {
        const text = JSON.stringify(value);
        const isSound = !text.includes(String.raw`\u0000`) && !text.includes('__proto__');
        expect(findUnsoundJson(value).length === 0).toBe(isSound);
      }),
    );
  });

  test('is found wherever it is, all of it at once, with pointers', () => {
    const body = { a: ['\0', { 'b/c~': '\ud800' }], d: Infinity };
    expect(pointersOf(body)).toEqual(['/a/0', '/a/1/b~1c~0', '/d']);
  });

  test('is a member named __proto__, which JSON.parse makes an own one', () => {
    expect(pointersOf(JSON.parse('{"a": {"__proto__": {"admin": true}}}'))).toEqual(['/a']);
  });

  test('is what nests deeper than 35 levels: a body, its list of jobs, a job, and an input of 32 in it', () => {
    expect(findUnsoundJson(nest(34))).toEqual([]);
    expect(findUnsoundJson(nest(35))).toHaveLength(1);
  });

  test('is not listed without end', () => {
    expect(findUnsoundJson(Array.from({ length: 10_000 }, () => '\0'))).toHaveLength(100);
  });
});
