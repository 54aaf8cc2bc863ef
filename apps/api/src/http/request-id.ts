import { encodeId, newId } from '@rota/db';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';

import type { HonoEnv } from './hono-env.ts';

const HEADER = 'X-Request-Id';
/** Ids go into headers and log lines as they are: nothing that breaks either, and no more than a line holds. */
const ACCEPTED = /^[\w.:-]{1,128}$/;

/** Gives each request its id, the caller's own where it is sound, echoes it, and makes the request's logger. */
export function requestId(logger: Logger): MiddlewareHandler<HonoEnv> {
  return async (c, next) => {
    const given = c.req.header(HEADER);
    const id = given !== undefined && ACCEPTED.test(given) ? given : newRequestId();
    c.set('requestId', id);
    c.set('logger', logger.child({ requestId: id }));
    c.set('logFields', {});
    c.header(HEADER, id);
    await next();
  };
}

/** An id of our own making. */
export function newRequestId(): string {
  return encodeId('req', newId());
}
