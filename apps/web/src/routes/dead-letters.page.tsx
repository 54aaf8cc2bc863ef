import { Button } from '@mantine/core';
import { listDeadLetterGroupsOptions } from '@rota/contracts/client/query';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { LiveBadge } from '../components/live-badge.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ActingJobList } from '../features/acting-jobs/acting-job-list.tsx';
import { DeadLetterListView } from '../features/dead-letters/dead-letter-list-view.tsx';
import { DeadLetterDialogs } from '../features/dead-letters/dead-letter-dialogs.tsx';
import { useReread } from '../live/use-reread.ts';
import { useDeadLetterActions } from './use-dead-letter-actions.ts';
import { useActingJobs } from './use-acting-jobs.ts';

const route = getRouteApi('/orgs/$orgSlug/dead-letters');

/** Grouping looks at up to 10,000 jobs. */
const restMs = 5_000;

/** What failed for good, by its cause; retried and resolved as a whole. */
export function DeadLettersPage() {
  const { client, organisation } = route.useRouteContext();
  const { slug: orgSlug, id: orgId } = organisation;
  const { fingerprint } = route.useSearch();
  const navigate = route.useNavigate();
  const groups = useQuery(listDeadLetterGroupsOptions({ client, path: { orgId } }));
  const live = useReread({
    client,
    orgId,
    restMs,
    concerns: (event) => event.type === 'job.updated' && event.job.type !== 'batch',
    read: groups.refetch,
  });
  const acting = useActingJobs({ client, orgId, onEnd: () => void groups.refetch() });
  const actions = useDeadLetterActions({ client, orgId, onStarted: acting.add });
  return (
    <>
      <PageHeader
        title="Dead letters"
        aside={<LiveBadge state={live} />}
        description="Jobs that failed for good and wait for somebody to look at them, by cause."
        actions={
          fingerprint !== undefined && (
            <Button variant="default" onClick={() => void navigate({ search: {} })}>
              Show all groups
            </Button>
          )
        }
      />
      <ActingJobList orgSlug={orgSlug} jobs={acting.jobs} onDismiss={acting.remove} />
      <DeadLetterListView
        orgSlug={orgSlug}
        page={groups.data}
        error={groups.error}
        fingerprint={fingerprint}
        onReread={() => void groups.refetch()}
        onRetry={(group) => actions.ask({ action: 'retry', group })}
        onResolve={(group) => actions.ask({ action: 'resolve', group })}
      />
      <DeadLetterDialogs
        asked={actions.asked}
        isPending={actions.isPending}
        onRetry={actions.retry}
        onResolve={actions.resolve}
        onClose={actions.close}
      />
    </>
  );
}
