import type { HandlersOf } from '@rota/contracts/server';

import type { PublicContext } from '../../http/request-context.ts';
import { toMetaResponse } from './meta.convert.ts';
import type { ReadinessService } from './readiness.service.ts';

/** The operations on the installation; none needs a credential. */
export function createMetaRoutes({
  version,
  timeZoneDataVersion,
  fileBytesMax,
  readinessService,
}: {
  /** Of Rota. */
  version: string;
  /** Of the IANA time zone database, as `2025b`. */
  timeZoneDataVersion: string;
  fileBytesMax: number;
  readinessService: ReadinessService;
}): HandlersOf<'meta', PublicContext> {
  return {
    async getMeta() {
      return { status: 200, body: toMetaResponse({ version, timeZoneDataVersion, fileBytesMax }) };
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
