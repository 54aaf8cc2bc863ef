import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, test } from 'vitest';

import { scenarios } from '../scenarios/all.ts';
import { mutations } from './all.ts';
import type { Witness } from './mutation.ts';

const ROOT = resolve(import.meta.dirname, '../../../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

function isThere(witness: Witness): boolean {
  if (witness.kind === 'scenario') return scenarios.some(({ name }) => name === witness.name);
  const { project, file, name } = witness;
  return globSync(`packages/${project}/**/${file}.test.ts`, { cwd: ROOT }).some((path) =>
    read(path).includes(`'${name}'`),
  );
}

describe.each(mutations)('the wall $name', ({ changes, witnesses }) => {
  test.each(changes)('stands in $file where it is switched off, once', ({ file, find }) => {
    expect(read(file).split(find)).toHaveLength(2);
  });

  test.each(witnesses)('has a witness, the $kind “$name”', (witness) => {
    expect(isThere(witness)).toBe(true);
  });
});
