import { inOrganisation, type Database, type Transaction } from '@rota/db';
import { isEnded, type JobControl, type JobsService, type WorkflowRequest } from '@rota/jobs';

import { findWorkflowJobs, type JobRow } from '../jobs/index.ts';
import { findWorkflowStatus, type WorkflowStatus } from './workflow-status.ts';
import { workflowEnded, workflowNotFound } from './workflows.errors.ts';
import {
  findWorkflow,
  listDependencies,
  type DependencyRow,
  type WorkflowKey,
  type WorkflowRow,
} from './workflows.repository.ts';

/** A workflow with its graph; `jobs` in the order in which the nodes were given. */
export type WorkflowGraph = {
  workflow: WorkflowRow;
  status: WorkflowStatus;
  /** When the last of its jobs ended; null while one goes on. */
  finishedAt: Date | null;
  jobs: JobRow[];
  dependencies: DependencyRow[];
};

export type { WorkflowKey } from './workflows.repository.ts';

/** Workflows of an organisation. */
export type WorkflowsService = {
  /**
   * Makes it in a transaction of its own, or in yours.
   * @throws JobRequestError `workflow.invalid`
   */
  createWorkflow(request: WorkflowRequest, tx?: Transaction): Promise<WorkflowGraph>;
  /** @throws AppError `workflow.not_found`, as does `cancelWorkflow` */
  getWorkflow(key: WorkflowKey): Promise<WorkflowGraph>;
  /**
   * Cancels its jobs that have not ended; again: nothing.
   * @throws AppError `workflow.ended` when they all had before anybody cancelled one
   */
  cancelWorkflow(key: WorkflowKey): Promise<WorkflowGraph>;
};

/** @param deps `db`: on the role of requests; `jobsService` and `jobControl`: the engine's */
export function createWorkflowsService({
  db,
  jobsService,
  jobControl,
}: {
  db: Database;
  jobsService: Pick<JobsService, 'createWorkflow'>;
  jobControl: Pick<JobControl, 'cancelJobs'>;
}): WorkflowsService {
  const getWorkflow = (key: WorkflowKey) => inOrganisation(db, key.orgId, (tx) => readGraph(tx, key));

  return {
    async createWorkflow(request, tx) {
      const { id } = await jobsService.createWorkflow(request, tx);
      const key = { orgId: request.orgId, workflowId: id };
      return tx === undefined ? getWorkflow(key) : readGraph(tx, key);
    },

    getWorkflow,

    async cancelWorkflow(key) {
      const graph = await getWorkflow(key);
      const open = graph.jobs.filter(({ status }) => !isEnded(status));
      if (open.length === 0) {
        if (graph.jobs.some(({ cancelRequestedAt }) => cancelRequestedAt !== null)) return graph;
        throw workflowEnded();
      }
      await jobControl.cancelJobs({ orgId: key.orgId, jobIds: open.map(({ id }) => id) });
      return getWorkflow(key);
    },
  };
}

async function readGraph(tx: Transaction, key: WorkflowKey): Promise<WorkflowGraph> {
  const workflow = await findWorkflow(tx, key);
  if (workflow === undefined) throw workflowNotFound();
  const jobs = await findWorkflowJobs(tx, key);
  return {
    workflow,
    ...findWorkflowStatus(jobs),
    jobs,
    dependencies: await listDependencies(tx, key),
  };
}
