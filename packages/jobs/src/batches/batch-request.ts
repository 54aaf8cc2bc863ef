import type { FailurePolicy } from '@rota/db';

import { JobRequestError, type JobRequestIssue } from '../errors.ts';
import type { JobRequest } from '../create/job-request.ts';
import { limits } from '../limits.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import { requireHandler, toJobTemplate, type JobTemplate } from '../create/to-new-job.ts';
import { checkJobOptions, invalidInput, readJobInput } from '../create/check-job-request.ts';

/** What a caller may ask for: many jobs of one type that are watched, cancelled and retried as one. */
export type BatchRequest = Omit<JobRequest, 'input' | 'uniqueKey' | 'dependsOn' | 'onParentFailure'> & {
  /** A job each, in this order; 1 to 100,000. */
  items: readonly { input: unknown }[];
  /** When failures of children fail the batch. Default `any`: a single one does. */
  failurePolicy?: FailurePolicy | undefined;
};

/** A checked request. */
export type NewBatch = {
  /** What all children have in common. */
  template: JobTemplate;
  /** As their type reads them, defaults filled in. */
  inputs: readonly unknown[];
  failurePolicy: FailurePolicy;
};

/** A request that is wrong all over is not answered with a list longer than itself. */
const ISSUES_MAX = 100;
/** Inputs read before the process looks after its other requests. */
const INPUTS_PER_TURN = 500;

/**
 * Checks a request as a whole, every input before anything is written.
 * @throws JobRequestError with the first hundred faults at once
 */
export async function readBatchRequest(
  { items, failurePolicy = 'any', ...options }: BatchRequest,
  { registry, now }: { registry: Pick<JobHandlerRegistry, 'findUserJob'>; now(): Date },
): Promise<NewBatch> {
  const handler = requireHandler(registry, options.type);
  checkJobOptions(options);
  checkShape({ items, failurePolicy });
  const inputs: unknown[] = [];
  const issues: JobRequestIssue[] = [];
  for (const [index, item] of items.entries()) {
    if (index % INPUTS_PER_TURN === INPUTS_PER_TURN - 1) await new Promise(setImmediate);
    const input = await readJobInput(item.input, {
      contract: handler.contract,
      pointer: `/items/${index}/input`,
    });
    if ('issues' in input) issues.push(...input.issues);
    else inputs.push(input.value);
    if (issues.length >= ISSUES_MAX) break;
  }
  if (issues.length > 0) throw invalidInput(options.type, issues.slice(0, ISSUES_MAX));
  return { template: toJobTemplate(options, { handler, now: now() }), inputs, failurePolicy };
}

function checkShape({
  items,
  failurePolicy,
}: Pick<BatchRequest, 'items'> & Pick<NewBatch, 'failurePolicy'>): void {
  const issues: JobRequestIssue[] = [];
  if (items.length === 0) issues.push({ pointer: '/items', message: 'must have at least one item' });
  if (items.length > limits.batchItems) {
    issues.push({ pointer: '/items', message: `must have at most ${limits.batchItems} items` });
  }
  if (typeof failurePolicy === 'object' && !isCount(failurePolicy.maxFailed)) {
    issues.push({ pointer: '/failurePolicy/maxFailed', message: 'must be a whole number from 0' });
  }
  if (issues.length > 0) throw new JobRequestError('job.option_invalid', 'The batch is malformed.', issues);
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
