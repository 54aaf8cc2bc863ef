import type { JobHandler, SystemJobHandler } from './define-job.ts';
import { JobRegistryError } from '../errors.ts';
import { checkQueueOptions, listUserQueues, type UserQueue } from './user-queues.ts';

/** The one list of what this process can run: user jobs and system jobs. */
export type JobHandlerRegistry = {
  /** @throws JobRegistryError for a type that is registered already, malformed or with options out of range, or after `seal` */
  register(handler: JobHandler | SystemJobHandler): void;
  /**
   * Ends registration. The user jobs must be exactly the types of the contract.
   * @throws JobRegistryError naming every missing and every surplus type, or a queue whose types do not go together
   */
  seal(contractTypes: readonly string[]): void;
  findUserJob(type: string): JobHandler | undefined;
  findSystemJob(type: string): SystemJobHandler | undefined;
  userJobTypes(): readonly string[];
  systemJobTypes(): readonly string[];
  /** The queues of the user jobs, the shared one first. Sealed, it is always the same list. */
  userQueues(): readonly UserQueue[];
};

const TYPE_PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** An empty registry. */
export function createJobHandlerRegistry(): JobHandlerRegistry {
  const userJobs = new Map<string, JobHandler>();
  const systemJobs = new Map<string, SystemJobHandler>();
  let queues: readonly UserQueue[] | undefined;

  return {
    register(handler) {
      if (queues !== undefined)
        throw new JobRegistryError(`${handler.type} is registered after the registry was sealed`);
      if (!TYPE_PATTERN.test(handler.type)) {
        throw new JobRegistryError(`${handler.type} is not a job type: write area:verb in lower case`);
      }
      if (userJobs.has(handler.type) || systemJobs.has(handler.type)) {
        throw new JobRegistryError(`${handler.type} is registered twice`);
      }
      if (handler.kind === 'system') {
        systemJobs.set(handler.type, handler);
      } else {
        checkQueueOptions(handler);
        userJobs.set(handler.type, handler);
      }
    },

    seal(contractTypes) {
      const contract = new Set(contractTypes);
      const missing = contractTypes.filter((type) => !userJobs.has(type));
      const surplus = [...userJobs.keys()].filter((type) => !contract.has(type));
      const faults = [
        ...missing.map((type) => `${type} is in the contract but has no handler`),
        ...surplus.map((type) => `${type} has a handler but is not in the contract`),
      ];
      if (faults.length > 0) throw new JobRegistryError(faults.join('; '));
      queues = listUserQueues([...userJobs.values()]);
    },

    findUserJob: (type) => userJobs.get(type),
    findSystemJob: (type) => systemJobs.get(type),
    userJobTypes: () => [...userJobs.keys()],
    systemJobTypes: () => [...systemJobs.keys()],
    userQueues: () => queues ?? listUserQueues([...userJobs.values()]),
  };
}
