import type { OperationId } from '@rota/contracts/server';
import type { MiddlewareHandler } from 'hono';

import type { HonoEnv } from './hono-env.ts';

/** Probes come every few seconds and say nothing while they are well. */
const PROBES = new Set<unknown>(['getLivez', 'getReadyz'] satisfies OperationId[]);

/** One line a request, when its answer begins; a stream goes on after it. No query: it may hold what people search for. */
export function requestLog(): MiddlewareHandler<HonoEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const { status } = c.res;
    const level = status < 500 && PROBES.has(c.var.logFields['operation']) ? 'debug' : 'info';
    c.var.logger[level](
      {
        method: c.req.method,
        path: c.req.path,
        status,
        durationMs: Math.round(performance.now() - startedAt),
        ...c.var.logFields,
      },
      'request answered',
    );
  };
}
