import { inOrganisation, type Database, type JobStatus } from '@rota/db';

import { statsPeriodInvalid } from './job-insights.errors.ts';
import {
  countByStatus,
  countFailures,
  countFinished,
  listSlowJobs,
  measureLatency,
  type Percentiles,
  type SlowJobRow,
  type StatsPoint,
} from './job-stats.repository.ts';
import { divideStatsPeriod, isStatsPeriod, type Period } from './stats-period.ts';

/** How an organisation's work goes. Counts are exact to 10,000; 10,001 stands for all beyond. */
export type JobStats = {
  byStatus: Record<JobStatus, number>;
  failedLast24h: number;
  slow: SlowJobRow[];
  series: (Period & StatsPoint)[];
  latency: { wait: Percentiles; run: Percentiles };
};

/** Figures of an organisation's jobs. */
export type JobStatsService = {
  /**
   * @param request.to default: now
   * @param request.from default: 24 hours before `to`
   * @throws AppError of kind `invalid` for a period that is none, or too long
   */
  getStats(request: {
    orgId: string;
    from: Date | undefined;
    to: Date | undefined;
    slowSeconds: number;
  }): Promise<JobStats>;
};

const DAY_MS = 86_400_000;

/** The service on the role of requests. */
export function createJobStatsService({ db, now }: { db: Database; now(): Date }): JobStatsService {
  return {
    async getStats({ orgId, from, to = now(), slowSeconds }) {
      const period = { from: from ?? new Date(to.getTime() - DAY_MS), to };
      if (!isStatsPeriod(period)) throw statsPeriodInvalid();
      const parts = divideStatsPeriod(period);
      const since = new Date(now().getTime() - DAY_MS);
      return inOrganisation(db, orgId, async (tx) => {
        const points = await countFinished(tx, { orgId, parts });
        return {
          byStatus: await countByStatus(tx, { orgId }),
          failedLast24h: await countFailures(tx, { orgId, since }),
          slow: await listSlowJobs(tx, { orgId, period, slowSeconds }),
          series: parts.map((part, index) => ({ ...part, finished: 0, failed: 0, ...points[index] })),
          latency: await measureLatency(tx, { orgId, period }),
        };
      });
    },
  };
}
