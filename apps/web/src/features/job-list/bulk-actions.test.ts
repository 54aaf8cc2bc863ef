import { expect, it } from 'vitest';
import { bulkActions, toActionFilter } from './bulk-actions.ts';

it('an action gets every filter of the list, and nothing that only a list has', () => {
  const filter = { status: ['failed' as const], deadLettered: true, fingerprint: '9f86d081884c7d65' };
  expect(toActionFilter({ ...filter, limit: 50, include: ['input'], cursor: 'x' })).toEqual(filter);
});

it('the button of an action says how many it is about', () => {
  expect(bulkActions.cancel.button(312)).toBe('Cancel 312 jobs');
  expect(bulkActions.resolve.button(1)).toBe('Resolve 1 dead letter');
});
