import type { JobStatus } from '@rota/db';

import { isEnded } from '../../src/index.ts';
import {
  newModelJob,
  RETRY_HOURS,
  SNOOZE_HOURS,
  type Counts,
  type FailurePolicy,
  type ModelJob,
  type NewModelJob,
  type Outcome,
} from './model-job.ts';

/** The jobs of one organisation, and what may become of them. Pure: it knows no engine. */
export class JobModel {
  readonly jobs = new Map<string, ModelJob>();
  /** `*` stands for all. */
  readonly paused = new Set<string>();
  readonly cancelledBatches = new Set<string>();
  /** Ends of children that are no longer kept, by batch. */
  readonly removed = new Map<string, JobStatus[]>();
  /** What was done, for people. */
  readonly trail: string[] = [];

  where(wanted: (job: ModelJob) => boolean): ModelJob[] {
    return [...this.jobs.values()].filter(wanted);
  }

  livingWithKey(type: string, key: string): ModelJob | undefined {
    return this.where((job) => job.type === type && job.uniqueKey === key && !isEnded(job.status))[0];
  }

  add(created: NewModelJob): ModelJob {
    const job = newModelJob(created);
    this.jobs.set(job.id, job);
    return job;
  }

  schedule(job: ModelJob, hours: number): void {
    job.status = 'scheduled';
    job.dueInHours = hours;
    job.message = 'none';
  }

  /** A new job is to wait for others, some of which may have ended, and for a time, if it has one. */
  waitFor(job: ModelJob, parents: readonly ModelJob[]): void {
    job.parents = parents.map(({ id }) => id);
    job.message = 'none';
    const isHurt = parents.some(({ status }) => status === 'failed' || status === 'cancelled');
    if (isHurt && job.onParentFailure !== 'continue') return this.endWithParent(job);
    job.openParents = new Set(parents.filter(({ status }) => !isEnded(status)).map(({ id }) => id));
    if (job.openParents.size === 0) this.release(job);
    else job.status = 'blocked';
  }

  /** It waits for no job any more. */
  release(job: ModelJob): void {
    if (job.dueInHours !== null && job.dueInHours > 0) return this.schedule(job, job.dueInHours);
    job.dueInHours = null;
    job.status = 'pending';
    job.message = 'waiting';
  }

  addBatch(id: string, childIds: readonly string[], failurePolicy: FailurePolicy): void {
    const parent = this.add({ id, type: 'batch', failurePolicy, maxAttempts: 5 });
    parent.status = 'processing';
    parent.message = 'none';
    for (const childId of childIds) this.add({ id: childId, batchId: id });
  }

  isPaused({ type }: ModelJob): boolean {
    return this.paused.has('*') || this.paused.has(type);
  }

  claim(job: ModelJob): void {
    const isLost = job.status === 'processing';
    if (isLost) job.runsWritten += 1;
    if (isLost) job.losses += 1;
    if (this.isPaused(job) && !job.cancelRequested) {
      if (isLost) job.attempt -= 1;
      job.status = 'pending';
      job.isParked = true;
      job.message = 'none';
      return;
    }
    job.message = 'in_hand';
    // The row of a short job is written at its end.
    if (job.type === 'model:short') return;
    job.status = 'processing';
    job.run += 1;
    if (!isLost) job.attempt += 1;
  }

  /** The worker of a job in hand falls silent: its message is anybody's again. */
  lose(job: ModelJob): void {
    job.message = 'waiting';
  }

  settle(job: ModelJob, outcome: Outcome): void {
    // The fence: whoever has lost the message writes nothing.
    if (job.message !== 'in_hand') return;
    job.message = 'none';
    if (isEnded(job.status)) return;
    if (job.type === 'model:short') {
      job.run += 1;
      job.attempt += 1;
    }
    if (!(job.type === 'model:short' && outcome === 'completed')) job.runsWritten += 1;
    if (outcome !== 'handed_back' || job.cancelRequested) job.losses = 0;
    this.writeEnd(job, job.cancelRequested ? 'cancelled' : outcome);
  }

  writeEnd(job: ModelJob, outcome: Outcome | 'cancelled'): void {
    switch (outcome) {
      case 'cancelled':
        return this.end(job, 'cancelled');
      case 'completed':
        job.errorCode = null;
        return this.end(job, 'completed');
      case 'snoozed':
        job.attempt -= 1;
        return this.schedule(job, SNOOZE_HOURS);
      case 'handed_back':
        job.attempt -= 1;
        job.status = 'pending';
        job.message = 'waiting';
        return;
      case 'threw':
      case 'permanent':
        job.errorCode = `model.${outcome}`;
        if (outcome === 'threw' && job.attempt < job.maxAttempts) {
          job.status = 'retrying';
          job.dueInHours = RETRY_HOURS;
          return;
        }
        job.deadLettered = true;
        return this.end(job, 'failed');
    }
  }

  cancel(job: ModelJob): void {
    if (isEnded(job.status)) return;
    job.cancelRequested = true;
    if (job.type === 'batch') return this.cancelBatch(job);
    if (job.status === 'processing') return;
    // A message that was delivered stays with its holder, who finds that it starts nothing.
    if (job.message !== 'in_hand') job.message = 'none';
    this.end(job, 'cancelled');
  }

  cancelBatch(batch: ModelJob): void {
    this.cancelledBatches.add(batch.id);
    for (const child of this.childrenOf(batch)) this.cancel(child);
  }

  canRetry({ id, type, status, batchId }: ModelJob): boolean {
    if (type === 'batch' || !['failed', 'retrying', 'scheduled'].includes(status)) return false;
    const batch = batchId === null ? undefined : this.jobs.get(batchId);
    return (
      id !== batchId &&
      (batch === undefined || (!isEnded(batch.status) && !this.cancelledBatches.has(batch.id)))
    );
  }

  /** @returns whether its unique key was free */
  retry(job: ModelJob): boolean {
    if (!this.canRetry(job)) return true;
    if (job.status === 'failed' && job.uniqueKey !== null && this.livingWithKey(job.type, job.uniqueKey))
      return false;
    this.runAgain(job);
    return true;
  }

  runAgain(job: ModelJob): void {
    if (job.status === 'failed') {
      job.maxAttempts += job.maxAttemptsStep;
      job.errorCode = null;
    }
    job.status = 'pending';
    job.message = 'waiting';
    job.losses = 0;
    job.dueInHours = null;
    job.cancelRequested = false;
    job.deadLettered = false;
    job.resolved = false;
  }

  /** @returns the code of the refusal, if it is one */
  retryFailed(batch: ModelJob): string | null {
    const failed = this.childrenOf(batch).filter(({ status }) => status === 'failed');
    const counted = this.countsOf(batch).failed;
    if (batch.status !== 'failed' || counted === 0) return 'batch.not_failed';
    if (failed.length < counted) return 'batch.jobs_removed';
    batch.status = 'processing';
    batch.errorCode = null;
    for (const child of failed) this.runAgain(child);
    return null;
  }

  resolve(job: ModelJob): void {
    if (job.deadLettered) job.resolved = true;
  }

  pause(type: string): void {
    this.paused.add(type);
    const waiting = this.where(({ status, message }) => status === 'pending' && message === 'waiting');
    for (const job of waiting.filter((candidate) => type === '*' || candidate.type === type)) {
      job.isParked = true;
      job.message = 'none';
    }
  }

  resume(type: string): void {
    this.paused.delete(type);
    for (const job of this.where((candidate) => candidate.isParked && !this.isPaused(candidate))) {
      job.isParked = false;
      job.message = 'waiting';
    }
  }

  pass(hours: number): void {
    for (const job of this.where(({ dueInHours }) => dueInHours !== null)) {
      job.dueInHours = (job.dueInHours ?? 0) - hours;
      if (job.dueInHours <= 0 && job.status !== 'blocked') this.release(job);
    }
  }

  /** Rows that have lost their messages are found. */
  reconcile(): void {
    for (const job of this.where(({ message }) => message === 'deleted')) job.message = 'waiting';
  }

  /** Removes what has ended, unless something that lives needs it. */
  prune(): void {
    const isNeeded = ({ id }: ModelJob) =>
      this.where((child) => child.parents.includes(id) && !isEnded(child.status)).length > 0;
    const isRemovable = (job: ModelJob) => isEnded(job.status) && !isNeeded(job);
    const batchHasEnded = ({ batchId }: ModelJob) => {
      const batch = batchId === null ? undefined : this.jobs.get(batchId);
      return batch === undefined || isEnded(batch.status);
    };
    for (const job of this.where((one) => one.type !== 'batch' && isRemovable(one) && batchHasEnded(one))) {
      this.jobs.delete(job.id);
      if (job.batchId !== null) this.removed.getOrInsert(job.batchId, []).push(job.status);
    }
    for (const job of this.where((one) => one.type === 'batch' && isRemovable(one))) {
      if (this.childrenOf(job).length === 0) this.jobs.delete(job.id);
    }
  }

  childrenOf({ id }: ModelJob): ModelJob[] {
    return this.where(({ batchId }) => batchId === id);
  }

  countsOf(batch: ModelJob): Counts {
    const counts: Counts = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
    const present = this.childrenOf(batch).map(({ status }) => status);
    for (const status of [...present, ...(this.removed.get(batch.id) ?? [])]) {
      counts[status === 'processing' || isEnded(status) ? status : 'pending'] += 1;
    }
    return counts;
  }

  end(job: ModelJob, status: 'completed' | 'failed' | 'cancelled'): void {
    job.status = status;
    job.isParked = false;
    job.dueInHours = null;
    job.openParents.clear();
    for (const child of this.where(({ openParents }) => openParents.has(job.id))) this.countEnd(child, job);
    const batch = job.batchId === null ? undefined : this.jobs.get(job.batchId);
    if (batch !== undefined) this.endBatchWith(batch);
  }

  countEnd(child: ModelJob, parent: ModelJob): void {
    child.openParents.delete(parent.id);
    if (child.status !== 'blocked') return;
    if (parent.status !== 'completed' && child.onParentFailure !== 'continue')
      return this.endWithParent(child);
    if (child.openParents.size === 0) this.release(child);
  }

  endWithParent(job: ModelJob): void {
    if (job.onParentFailure === 'skip') return this.end(job, 'cancelled');
    job.errorCode = 'parent_failed';
    this.end(job, 'failed');
  }

  endBatchWith(batch: ModelJob): void {
    const { pending, processing, failed, cancelled, completed } = this.countsOf(batch);
    if (pending + processing > 0 || isEnded(batch.status)) return;
    if (this.cancelledBatches.has(batch.id)) return this.end(batch, 'cancelled');
    const unsuccessful = failed + cancelled;
    const { failurePolicy } = batch;
    const most = typeof failurePolicy === 'object' ? (failurePolicy?.maxFailed ?? 0) : 0;
    const hasFailed = failurePolicy === 'all' ? completed === 0 : unsuccessful > most;
    if (hasFailed) batch.errorCode = 'batch_failed';
    this.end(batch, hasFailed ? 'failed' : 'completed');
  }
}
