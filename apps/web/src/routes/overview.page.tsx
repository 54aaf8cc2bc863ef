import { SegmentedControl } from '@mantine/core';
import { getJobStatsOptions } from '@rota/contracts/client/query';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { LiveBadge } from '../components/live-badge.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { isTimeRange, timeRangeNames, timeRanges } from '../components/time-ranges.ts';
import { OverviewView } from '../features/overview/overview-view.tsx';
import { useReread } from '../live/use-reread.ts';

const route = getRouteApi('/orgs/$orgSlug/overview');

/** Figures are made of some thousands of rows. */
const restMs = 10_000;
const slowSeconds = 300;

/** Reads the figures of the period in the address, and again while work goes on. */
export function OverviewPage() {
  const { client, organisation } = route.useRouteContext();
  const { slug: orgSlug, id: orgId } = organisation;
  const { range, from } = route.useLoaderData();
  const navigate = route.useNavigate();
  const query = { from, slowSeconds };
  const stats = useQuery({
    ...getJobStatsOptions({ client, path: { orgId }, query }),
    placeholderData: keepPreviousData,
  });
  const live = useReread({ client, orgId, restMs, concerns: () => true, read: stats.refetch });
  return (
    <>
      <PageHeader
        title="Overview"
        aside={<LiveBadge state={live} />}
        actions={
          <SegmentedControl
            aria-label="Period"
            value={range}
            data={timeRangeNames.map((value) => ({ value, label: timeRanges[value].short }))}
            onChange={(next) => {
              if (isTimeRange(next)) void navigate({ search: { range: next }, replace: true });
            }}
          />
        }
      />
      <OverviewView
        orgSlug={orgSlug}
        stats={stats.data}
        error={stats.error}
        slowSeconds={slowSeconds}
        onReread={() => void stats.refetch()}
      />
    </>
  );
}
