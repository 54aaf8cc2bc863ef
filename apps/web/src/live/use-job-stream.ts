import {
  streamJobEvents,
  type Client,
  type Job,
  type JobId,
  type JobLog,
  type JobLogPage,
  type OrganisationId,
} from '@rota/contracts/client';
import { getJobQueryKey, listJobRunsQueryKey } from '@rota/contracts/client/query';
import { hashKey, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { applyChange, type JobChanges } from './job-changes.ts';
import { createJobFeed } from './job-feed.ts';
import { appendLines } from './append-lines.ts';
import type { LiveState } from './live-state.ts';
import { useStream } from './use-stream.ts';

const flushMs = 150;

/**
 * Keeps one job, its log and its runs in the cache up to date from the job's event stream, which goes on behind the
 * last log line held.
 */
export function useJobStream({
  client,
  orgId,
  jobId,
  logKey,
  isEnabled,
}: {
  client: Client;
  orgId: OrganisationId;
  jobId: JobId;
  /** The key under which the log is cached; its first page must be there before the stream is enabled. */
  logKey: QueryKey;
  isEnabled: boolean;
}): LiveState {
  const queryClient = useQueryClient();
  const path = { orgId, jobId };

  return useStream(isEnabled ? jobId : undefined, () => {
    const jobKey = getJobQueryKey({ client, path });
    let hasEnded = false;
    let runsSeen = '';

    const apply = (changes: JobChanges) => {
      const change = changes.get(jobId);
      if (change) queryClient.setQueryData<Job>(jobKey, (job) => job && applyChange(job, change));
    };
    const feed = createJobFeed({ apply });
    const lines = createLineBuffer((batch) => {
      queryClient.setQueryData<JobLogPage>(logKey, (page) => page && appendLines(page, batch));
    });
    const readAgainWhereNeeded = (job: Job) => {
      hasEnded = job.finishedAt !== null;
      // Events carry no output, and nothing of the runs.
      if (hasEnded) void queryClient.invalidateQueries({ queryKey: jobKey });
      const runs = `${job.status} ${job.workerId} ${job.attempt}`;
      if (runs !== runsSeen)
        void queryClient.invalidateQueries({ queryKey: listJobRunsQueryKey({ client, path }) });
      runsSeen = runs;
    };
    const stopWatching = queryClient.getQueryCache().subscribe((event) => {
      const isAnswer = event.type === 'updated' && event.action.type === 'success' && !event.action.manual;
      if (isAnswer && event.query.queryHash === hashKey(jobKey)) feed.repeat();
    });

    return {
      open: (options) => {
        const lastId = queryClient.getQueryData<JobLogPage>(logKey)?.data.at(-1)?.id ?? 0;
        return streamJobEvents({ ...options, client, path, headers: { 'Last-Event-ID': String(lastId) } });
      },
      onEvent: (event) => {
        if (event.type === 'job.log') return lines.add(event.log);
        feed.add(event);
        if (event.type === 'job.updated') readAgainWhereNeeded(event.job);
      },
      hasEnded: () => hasEnded,
      onClose: () => {
        stopWatching();
        lines.flush();
        feed.close();
      },
    };
  });
}

/** Gathers log lines, so that a talkative job redraws the page some times a second and not at each line. */
function createLineBuffer(onBatch: (lines: JobLog[]) => void) {
  let waiting: JobLog[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) onBatch(waiting);
    waiting = [];
  };
  return {
    add: (line: JobLog) => {
      waiting.push(line);
      timer ??= setTimeout(flush, flushMs);
    },
    flush,
  };
}
