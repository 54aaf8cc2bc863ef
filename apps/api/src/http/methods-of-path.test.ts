import { operations } from '@rota/contracts/server';
import { expect, test } from 'vitest';

import { createMethodsOfPath } from './methods-of-path.ts';

const methodsOf = createMethodsOfPath(Object.values(operations));

test('a path takes the verbs of all operations on it, and HEAD where it takes GET', () => {
  expect(methodsOf('/v1/orgs/org_1/jobs')).toEqual(['GET', 'HEAD', 'POST']);
  expect(methodsOf('/v1/orgs/org_1/files/fil_1')).toEqual(['DELETE', 'GET', 'HEAD']);
});

test('a path that belongs to no operation takes none', () => {
  expect(methodsOf('/v1/orgs//jobs')).toEqual([]);
  expect(methodsOf('/v1/orgs/org_1/jobs/')).toEqual([]);
  expect(methodsOf('/v1/orgs/a/b/jobs')).toEqual([]);
});
