import type { HandlersOf } from '@rota/contracts/server';
import { limits } from '@rota/jobs';

import type { PublicContext } from '../../http/request-context.ts';
import type { ReadinessService } from './readiness.service.ts';

/** What the contract bounds `limit` and `waitSeconds` by. */
const PAGE_ITEMS_MAX = 100;
const WAIT_SECONDS_MAX = 30;

/** The operations on the installation; none needs a credential. */
export function createMetaRoutes({
  version,
  fileBytesMax,
  readinessService,
}: {
  /** Of Rota. */
  version: string;
  fileBytesMax: number;
  readinessService: ReadinessService;
}): HandlersOf<'meta', PublicContext> {
  return {
    async getMeta() {
      return {
        status: 200,
        body: {
          version,
          timeZoneDataVersion: process.versions.tz ?? 'unknown',
          limits: {
            bodyBytes: limits.bodyBytes,
            jobInputBytes: limits.inputBytes,
            jobOutputBytes: limits.outputBytes,
            jobLogLineBytes: limits.logLineBytes,
            jobLogLinesPerRun: limits.logLinesPerRun,
            jsonDepth: limits.jsonDepth,
            fileBytes: fileBytesMax,
            pageItems: PAGE_ITEMS_MAX,
            waitSeconds: WAIT_SECONDS_MAX,
          },
        },
      };
    },

    async getLivez() {
      return { status: 200, body: { status: 'ok' } };
    },

    async getReadyz() {
      const readiness = await readinessService.check();
      return { status: readiness.ready ? 200 : 503, body: readiness };
    },
  };
}
