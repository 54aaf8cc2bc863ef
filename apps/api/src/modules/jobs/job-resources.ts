import type { JobControl, JobMaintenance, JobResources, JobScope, SystemJobResources } from '@rota/jobs';
import {
  createOrganisationFiles,
  type FileMaintenance,
  type FilesService,
  type OrganisationFiles,
} from '../files/index.ts';
import { createImportsService, type ImportsService } from '../imports/index.ts';
import { createBulkActionRunService, type BulkActionRunService } from './bulk-action-run.service.ts';
import type { DeadLetterRetryService } from './dead-letter-retry.ts';

declare module '@rota/jobs' {
  /** What handlers of user jobs have besides the engine's own. */
  interface JobResources {
    /** The files of the job's organisation. */
    files: OrganisationFiles;
    /** What this job imports. */
    importsService: ImportsService;
    /** What it does to other jobs. */
    bulkActionRunService: BulkActionRunService;
    /** What runs dead letters again. */
    deadLetterRetry: DeadLetterRetryService;
  }

  /** What handlers of system jobs have besides the engine's own. */
  interface SystemJobResources {
    /** What keeps the storage clean, over all organisations. */
    fileMaintenance: FileMaintenance;
    /** What keeps the engine's tables small and the database quick. */
    jobMaintenance: JobMaintenance;
  }
}

/** What the worker asks for as it starts a run; handed to `startWorker`. */
export type JobResourceFactories = {
  resources(scope: JobScope): JobResources;
  systemResources(): SystemJobResources;
};

/** Binds the program's services to each job and its organisation. */
export function createJobResources({
  filesService,
  fileMaintenance,
  jobMaintenance,
  jobControl,
  createDeadLetterRetry,
}: {
  filesService: FilesService;
  fileMaintenance: FileMaintenance;
  jobMaintenance: JobMaintenance;
  jobControl: JobControl;
  /** Handed in: its feature builds on this one. */
  createDeadLetterRetry(scope: JobScope): DeadLetterRetryService;
}): JobResourceFactories {
  return {
    resources(scope) {
      const { orgId, jobId, db } = scope;
      const files = createOrganisationFiles(filesService, orgId);
      return {
        files,
        importsService: createImportsService({ db, files, jobId }),
        bulkActionRunService: createBulkActionRunService({ orgId, jobId, db, jobControl }),
        deadLetterRetry: createDeadLetterRetry(scope),
      };
    },
    systemResources: () => ({ fileMaintenance, jobMaintenance }),
  };
}
