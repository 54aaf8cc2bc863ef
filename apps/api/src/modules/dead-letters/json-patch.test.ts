import { describe, expect, test } from 'vitest';

import { applyPatch, PatchError, type PatchStep } from './json-patch.ts';

const document = { a: 1, list: [1, 2], 'x/y': { '~': true } };

describe('a patch', () => {
  test.each<[string, PatchStep, unknown]>([
    ['adds a member', { op: 'add', path: '/b', value: null }, { ...document, b: null }],
    [
      'adds in front of an element',
      { op: 'add', path: '/list/0', value: 0 },
      { ...document, list: [0, 1, 2] },
    ],
    [
      'adds at the end of an array',
      { op: 'add', path: '/list/-', value: 3 },
      { ...document, list: [1, 2, 3] },
    ],
    ['removes an element', { op: 'remove', path: '/list/0' }, { ...document, list: [2] }],
    [
      'replaces behind escaped names',
      { op: 'replace', path: '/x~1y/~0', value: 1 },
      { ...document, 'x/y': { '~': 1 } },
    ],
    ['replaces the whole', { op: 'replace', path: '', value: [] }, []],
    ['moves', { op: 'move', from: '/a', path: '/list/2' }, { list: [1, 2, 1], 'x/y': { '~': true } }],
    ['copies', { op: 'copy', from: '/list', path: '/a' }, { ...document, a: [1, 2] }],
    ['passes a test that holds', { op: 'test', path: '/x~1y', value: { '~': true } }, document],
  ])('%s', (_what, step, patched) => {
    expect(applyPatch(document, [step])).toEqual(patched);
  });

  test.each<[string, PatchStep]>([
    ['a test that does not hold', { op: 'test', path: '/a', value: 2 }],
    ['a member that is not there', { op: 'replace', path: '/b', value: 1 }],
    ['an element beyond the end', { op: 'add', path: '/list/3', value: 1 }],
    ['an index with a leading zero', { op: 'remove', path: '/list/00' }],
    ['a path through a number', { op: 'add', path: '/a/b', value: 1 }],
    ['a path to what objects inherit', { op: 'copy', from: '/constructor', path: '/b' }],
    ['a value moved into itself', { op: 'move', from: '/list', path: '/list/0' }],
    ['a missing value', { op: 'add', path: '/b' }],
    ['a pointer without a slash', { op: 'remove', path: 'a' }],
  ])('is refused for %s', (_what, step) => {
    expect(() => applyPatch(document, [step])).toThrow(PatchError);
  });

  test('changes neither the document nor any prototype', () => {
    const patched = applyPatch(document, [
      { op: 'add', path: '/__proto__', value: { polluted: true } },
      { op: 'remove', path: '/a' },
    ]);
    expect(Object.keys(patched as object)).toContain('__proto__');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(document).toEqual({ a: 1, list: [1, 2], 'x/y': { '~': true } });
  });
});
