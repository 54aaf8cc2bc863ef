import {
  streamJobEvents,
  type Batch,
  type Client,
  type Job,
  type JobEvent,
  type JobId,
  type JobLogPage,
  type OrganisationId,
} from '@rota/contracts/client';
import { getBatchQueryKey, getJobQueryKey, listJobRunsQueryKey } from '@rota/contracts/client/query';
import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { appendLines } from './append-lines.ts';
import { applyChange } from './job-changes.ts';
import { createJobFeed } from './job-feed.ts';
import { createLineBuffer } from './line-buffer.ts';
import type { LiveState } from './live-state.ts';
import { onAnswer } from './on-answer.ts';
import { useStream, type Subscription } from './use-stream.ts';

interface FollowedJob {
  client: Client;
  orgId: OrganisationId;
  jobId: JobId;
  /** The key under which the log is cached; its first page must be there before the stream is opened. */
  logKey: QueryKey;
}

/**
 * Keeps one job, its log, its runs and, of a batch, its counters in the cache up to date from the job's event stream,
 * which goes on behind the last log line held.
 */
export function useJobStream({ isEnabled, ...job }: FollowedJob & { isEnabled: boolean }): LiveState {
  const queryClient = useQueryClient();
  return useStream(isEnabled ? job.jobId : undefined, () => createSubscription({ ...job, queryClient }));
}

function createSubscription({
  client,
  orgId,
  jobId,
  logKey,
  queryClient,
}: FollowedJob & { queryClient: QueryClient }): Subscription<JobEvent> {
  const path = { orgId, jobId };
  const jobKey = getJobQueryKey({ client, path });
  const batchKey = getBatchQueryKey({ client, path: { orgId, batchId: jobId } });
  const runsKey = listJobRunsQueryKey({ client, path });
  const refetcher = createRefetcher({ queryClient, endKeys: [jobKey, batchKey], runsKey });
  const feed = createJobFeed({
    apply: (changes) => {
      const change = changes.get(jobId);
      if (change) queryClient.setQueryData<Job>(jobKey, (job) => job && applyChange(job, change));
    },
  });
  const lines = createLineBuffer((batch) => {
    queryClient.setQueryData<JobLogPage>(logKey, (page) => page && appendLines(page, batch));
  });
  const stopWatching = onAnswer({ queryClient, keyOf: () => jobKey, callBack: feed.repeat });

  return {
    open: ({ lastEventId: _lastEventId, ...options }) => {
      const lastId = queryClient.getQueryData<JobLogPage>(logKey)?.data.at(-1)?.id ?? 0;
      return streamJobEvents({ ...options, client, path, headers: { 'Last-Event-ID': String(lastId) } });
    },
    onEvent: (event) => {
      if (event.type === 'job.log') return lines.add(event.log);
      if (event.type === 'batch.updated') {
        queryClient.setQueryData<Batch>(batchKey, event.batch);
        return;
      }
      feed.add(event);
      if (event.type === 'job.updated') refetcher.followJob(event.job);
    },
    hasEnded: refetcher.hasEnded,
    onClose: () => {
      stopWatching();
      lines.flush();
      feed.close();
    },
  };
}

/** Reads again what the events of a job do not bring: its output, and its runs. */
function createRefetcher({
  queryClient,
  endKeys,
  runsKey,
}: {
  queryClient: QueryClient;
  /** What is read again when the job has ended: an answer that was on its way may have come over the last event. */
  endKeys: QueryKey[];
  runsKey: QueryKey;
}) {
  let hasEnded = false;
  let runsSeen = '';
  return {
    followJob: (job: Job) => {
      hasEnded = job.finishedAt !== null;
      if (hasEnded) for (const queryKey of endKeys) void queryClient.invalidateQueries({ queryKey });
      const runs = `${job.status} ${job.workerId} ${job.attempt}`;
      if (runs !== runsSeen) void queryClient.invalidateQueries({ queryKey: runsKey });
      runsSeen = runs;
    },
    hasEnded: () => hasEnded,
  };
}
