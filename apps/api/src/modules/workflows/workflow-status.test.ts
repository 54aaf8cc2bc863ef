import type { JobStatus } from '@rota/db';
import { expect, test } from 'vitest';

import { findWorkflowStatus } from './workflow-status.ts';

const job = (status: JobStatus, finishedAt: string | null = null) => ({
  status,
  finishedAt: finishedAt === null ? null : new Date(finishedAt),
});

test('a workflow goes on as long as one of its jobs does, whatever became of the others', () => {
  const jobs = [job('failed', '2026-01-01T00:00:00Z'), job('blocked'), job('cancelled')];
  expect(findWorkflowStatus(jobs)).toEqual({ status: 'processing', finishedAt: null });
});

test('a failure weighs more than a cancelled job, and that more than all that completed', () => {
  const [completed, failed, cancelled] = [job('completed'), job('failed'), job('cancelled')];
  expect(findWorkflowStatus([completed, cancelled, failed]).status).toBe('failed');
  expect(findWorkflowStatus([completed, cancelled]).status).toBe('cancelled');
  expect(findWorkflowStatus([completed]).status).toBe('completed');
});

test('a workflow ends with the last of its jobs', () => {
  const jobs = [job('completed', '2026-01-01T00:00:02Z'), job('completed', '2026-01-01T00:00:01Z')];
  expect(findWorkflowStatus(jobs).finishedAt).toEqual(new Date('2026-01-01T00:00:02Z'));
});
