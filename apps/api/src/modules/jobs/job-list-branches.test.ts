import { describe, expect, test } from 'vitest';

import { toJobListBranches } from './job-list-branches.ts';

const types = ['data:import', 'demo:run', 'batch'];
const byType = types.map((value) => ({ by: 'type', value }));

describe('a list is read', () => {
  test.each([
    ['by all types', {}, byType],
    [
      'by the types asked for, each once',
      { type: ['demo:run', 'demo:run'] },
      [{ by: 'type', value: 'demo:run' }],
    ],
    [
      'by status',
      { status: ['failed', 'retrying'] },
      [
        { by: 'status', value: 'failed' },
        { by: 'status', value: 'retrying' },
      ],
    ],
    ['by type, when completed jobs are among them', { status: ['failed', 'completed'] }, byType],
    [
      'by the one status of dead letters',
      { deadLettered: true, status: ['failed'] },
      [{ by: 'status', value: 'failed' }],
    ],
    ['by all types, without dead letters', { deadLettered: false }, byType],
    ['in one piece, when it is of one subject', { subjectId: '7', status: ['failed'] }, []],
    ['in one piece, when it is of one batch', { batchId: 'b' }, []],
    ['in one piece, when it is of one schedule', { scheduleId: 's' }, []],
  ] as const)('%s', (_how, filter, branches) => {
    expect(toJobListBranches(filter, types)).toEqual(branches);
  });
});
