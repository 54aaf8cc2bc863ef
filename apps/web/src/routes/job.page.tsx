import type { Job } from '@rota/contracts/client';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { BatchPanel } from '../features/batch/batch-panel.tsx';
import { JobControlButtons } from '../features/job-control/job-control-buttons.tsx';
import { JobControlDialogs } from '../features/job-control/job-control-dialogs.tsx';
import { JobDetailView } from '../features/job-detail/job-detail-view.tsx';
import { JobFailure } from '../features/job-detail/job-failure.tsx';
import { JobSkeleton } from '../features/job-detail/job-skeleton.tsx';
import { defaultJobTab, type JobTab } from '../features/job-detail/job-tab.ts';
import { logLinesMax } from '../live/append-lines.ts';
import { useBatch } from './use-batch.ts';
import { useJobControl } from './use-job-control.ts';
import { useJobFiles } from './use-job-files.ts';
import { useJobWaiting } from './use-job-waiting.ts';
import { useLiveJob } from './use-live-job.ts';

const route = getRouteApi('/orgs/$orgSlug/jobs/$jobId');

/** Shows one job and what it left, live; the open tab is in the address. */
export function JobPage() {
  const { client, organisation } = route.useRouteContext();
  const { slug: orgSlug, id: orgId } = organisation;
  const { jobId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { job, log, runs, live } = useLiveJob({ client, orgId, jobId });
  const { batch, isRetrying, retryFailed } = useBatch({ client, orgId, jobId, job: job.data });
  const waiting = useJobWaiting({ client, orgId, jobId, job: job.data });
  const files = useJobFiles({ client, orgId, job: job.data });
  const control = useJobControl({
    client,
    orgId,
    jobId,
    onReplayed: (id) => void navigate({ params: { orgSlug, jobId: id }, search: {} }),
  });
  const firstTab = useFirstTab(job.data);

  if (!job.data) {
    if (!job.error) return <JobSkeleton />;
    return <JobFailure orgSlug={orgSlug} error={job.error} onRetry={() => void job.refetch()} />;
  }
  return (
    <>
      <JobDetailView
        orgSlug={orgSlug}
        job={job.data}
        live={live}
        batch={
          batch && (
            <BatchPanel orgSlug={orgSlug} batch={batch} isRetrying={isRetrying} onRetryFailed={retryFailed} />
          )
        }
        waiting={waiting}
        actions={<JobControlButtons job={job.data} pending={control.pending} onAsk={control.ask} />}
        lines={log.data?.data}
        linesMax={logLinesMax}
        logError={log.error}
        runs={runs}
        tab={search.tab ?? firstTab}
        onTab={(tab) => void navigate({ search: { tab }, replace: true })}
        files={files}
      />
      <JobControlDialogs
        job={job.data}
        asked={control.asked}
        pending={control.pending}
        replayError={control.replayError}
        onCancel={control.cancel}
        onResolve={control.resolve}
        onReplay={control.replay}
        onClose={control.close}
      />
    </>
  );
}

/** Chosen by where the job stands when it is first seen; it does not jump while somebody reads. */
function useFirstTab(job: Job | undefined): JobTab {
  const [first, setFirst] = useState<{ jobId: string; tab: JobTab }>();
  if (job && first?.jobId !== job.id) setFirst({ jobId: job.id, tab: defaultJobTab(job) });
  return first?.tab ?? 'logs';
}
