import type { HandlersOf } from '@rota/contracts/server';

import { toOperationPath } from '../../http/operation-path.ts';
import { readPathId } from '../../http/read-path-id.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { fromCreateWorkflowRequest, toWorkflowResponse } from './workflows.convert.ts';
import { workflowNotFound } from './workflows.errors.ts';
import type { WorkflowKey, WorkflowsService } from './workflows.service.ts';

/** The operations on workflows. */
export function createWorkflowsRoutes({
  workflowsService,
}: {
  workflowsService: WorkflowsService;
}): HandlersOf<'workflows', RequestContext> {
  return {
    async createWorkflow({ body, path }, context) {
      const request = fromCreateWorkflowRequest(body, context);
      const response = toWorkflowResponse(await workflowsService.createWorkflow(request, context.tx));
      const location = toOperationPath('getWorkflow', { orgId: path.orgId, workflowId: response.id });
      return { status: 201, headers: { Location: location }, body: response };
    },

    async getWorkflow({ path }, { orgId }) {
      const graph = await workflowsService.getWorkflow(toKey(orgId, path.workflowId));
      return { status: 200, body: toWorkflowResponse(graph) };
    },

    async cancelWorkflow({ path }, { orgId }) {
      const graph = await workflowsService.cancelWorkflow(toKey(orgId, path.workflowId));
      return { status: 200, body: toWorkflowResponse(graph) };
    },
  };
}

function toKey(orgId: string, publicId: string): WorkflowKey {
  return { orgId, workflowId: readPathId(publicId, { prefix: 'wfl', notFound: workflowNotFound }) };
}
