import type { HandlersOf } from '@rota/contracts/server';
import { encodeId } from '@rota/db';

import type { RequestContext } from '../../http/request-context.ts';
import { toDeadLetterGroupResponse } from './dead-letters.convert.ts';
import type { DeadLettersService } from './dead-letters.service.ts';

/** The operations on groups of dead letters. */
export function createDeadLettersRoutes({
  deadLettersService,
}: {
  deadLettersService: DeadLettersService;
}): HandlersOf<'dead-letters', RequestContext> {
  const requestOf = ({ orgId, principal, tx }: RequestContext, fingerprint: string) => {
    return { orgId, fingerprint, createdBy: { kind: principal.kind, id: principal.id }, tx };
  };

  return {
    async listDeadLetterGroups(_input, { orgId }) {
      const { groups, isComplete } = await deadLettersService.listGroups({ orgId });
      return {
        status: 200,
        body: { data: groups.map(toDeadLetterGroupResponse), nextCursor: null, isComplete },
      };
    },

    async retryDeadLetterGroup({ path, body }, context) {
      const request = requestOf(context, path.fingerprint);
      const id = await deadLettersService.retryGroup({ ...request, options: body });
      return { status: 202, body: { jobId: encodeId('job', id) } };
    },

    async resolveDeadLetterGroup({ path, body }, context) {
      const request = requestOf(context, path.fingerprint);
      const id = await deadLettersService.resolveGroup({ ...request, note: body.note });
      return { status: 202, body: { jobId: encodeId('job', id) } };
    },
  };
}
