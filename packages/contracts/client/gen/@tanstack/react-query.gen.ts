import { type DefaultError, type InfiniteData, infiniteQueryOptions, queryOptions, type UseMutationOptions } from '@tanstack/react-query';

import { client } from '../client.gen.ts';
import { actOnJobs, cancelBatch, cancelJob, cancelWorkflow, createBatch, createJob, createJobs, createWorkflow, deleteFile, getAccount, getBatch, getContact, getFile, getFileContent, getJob, getJobStats, getJobWaiting, getLivez, getMeta, getOrganisation, getReadyz, getSystemHealth, getWorkflow, listAccounts, listContacts, listDeadLetterGroups, listFiles, listJobLogs, listJobRuns, listJobs, listJobTypes, listOrganisations, listSystemJobRuns, listSystemJobs, listSystemQueues, listSystemSchedules, listSystemWorkers, type Options, pauseJobType, pauseOrganisation, replayJob, resolveDeadLetterGroup, resolveJob, resumeJobType, resumeOrganisation, retryDeadLetterGroup, retryFailedOfBatch, retryJob, runWorker, runWorkerByGet, uploadFile } from '../sdk.gen.ts';
import type { ActOnJobsData, ActOnJobsError, ActOnJobsResponse, CancelBatchData, CancelBatchError, CancelBatchResponse, CancelJobData, CancelJobError, CancelJobResponse, CancelWorkflowData, CancelWorkflowError, CancelWorkflowResponse, CreateBatchData, CreateBatchError, CreateBatchResponse, CreateJobData, CreateJobError, CreateJobResponse, CreateJobsData, CreateJobsError, CreateJobsResponse, CreateWorkflowData, CreateWorkflowError, CreateWorkflowResponse, DeleteFileData, DeleteFileError, DeleteFileResponse, GetAccountData, GetAccountError, GetAccountResponse, GetBatchData, GetBatchError, GetBatchResponse, GetContactData, GetContactError, GetContactResponse, GetFileContentData, GetFileContentError, GetFileContentResponse, GetFileData, GetFileError, GetFileResponse, GetJobData, GetJobError, GetJobResponse, GetJobStatsData, GetJobStatsError, GetJobStatsResponse, GetJobWaitingData, GetJobWaitingError, GetJobWaitingResponse, GetLivezData, GetLivezResponse, GetMetaData, GetMetaResponse, GetOrganisationData, GetOrganisationError, GetOrganisationResponse, GetReadyzData, GetReadyzError, GetReadyzResponse, GetSystemHealthData, GetSystemHealthError, GetSystemHealthResponse, GetWorkflowData, GetWorkflowError, GetWorkflowResponse, ListAccountsData, ListAccountsError, ListAccountsResponse, ListContactsData, ListContactsError, ListContactsResponse, ListDeadLetterGroupsData, ListDeadLetterGroupsError, ListDeadLetterGroupsResponse, ListFilesData, ListFilesError, ListFilesResponse, ListJobLogsData, ListJobLogsError, ListJobLogsResponse, ListJobRunsData, ListJobRunsError, ListJobRunsResponse, ListJobsData, ListJobsError, ListJobsResponse, ListJobTypesData, ListJobTypesError, ListJobTypesResponse, ListOrganisationsData, ListOrganisationsError, ListOrganisationsResponse, ListSystemJobRunsData, ListSystemJobRunsError, ListSystemJobRunsResponse, ListSystemJobsData, ListSystemJobsError, ListSystemJobsResponse, ListSystemQueuesData, ListSystemQueuesError, ListSystemQueuesResponse, ListSystemSchedulesData, ListSystemSchedulesError, ListSystemSchedulesResponse, ListSystemWorkersData, ListSystemWorkersError, ListSystemWorkersResponse, PauseJobTypeData, PauseJobTypeError, PauseJobTypeResponse, PauseOrganisationData, PauseOrganisationError, PauseOrganisationResponse, ReplayJobData, ReplayJobError, ReplayJobResponse, ResolveDeadLetterGroupData, ResolveDeadLetterGroupError, ResolveDeadLetterGroupResponse, ResolveJobData, ResolveJobError, ResolveJobResponse, ResumeJobTypeData, ResumeJobTypeError, ResumeJobTypeResponse, ResumeOrganisationData, ResumeOrganisationError, ResumeOrganisationResponse, RetryDeadLetterGroupData, RetryDeadLetterGroupError, RetryDeadLetterGroupResponse, RetryFailedOfBatchData, RetryFailedOfBatchError, RetryFailedOfBatchResponse, RetryJobData, RetryJobError, RetryJobResponse, RunWorkerByGetData, RunWorkerByGetError, RunWorkerByGetResponse, RunWorkerData, RunWorkerError, RunWorkerResponse, UploadFileData, UploadFileError, UploadFileResponse } from '../types.gen.ts';

export type QueryKey<TOptions extends Options> = [
    Pick<TOptions, 'baseUrl' | 'body' | 'headers' | 'path' | 'query'> & {
        _id: string;
        _infinite?: boolean | undefined;
        tags?: ReadonlyArray<string> | undefined;
    }
];

const createQueryKey = <TOptions extends Options>(id: string, options?: TOptions, infinite?: boolean, tags?: ReadonlyArray<string>): [
    QueryKey<TOptions>[0]
] => {
    const params: QueryKey<TOptions>[0] = { _id: id, baseUrl: options?.baseUrl || (options?.client ?? client).getConfig().baseUrl } as QueryKey<TOptions>[0];
    if (infinite) {
        params._infinite = infinite;
    }
    if (tags) {
        params.tags = tags;
    }
    if (options?.body) {
        params.body = options.body;
    }
    if (options?.headers) {
        params.headers = options.headers;
    }
    if (options?.path) {
        params.path = options.path;
    }
    if (options?.query) {
        params.query = options.query;
    }
    return [params];
};

export const getLivezQueryKey = (options?: Options<GetLivezData>) => createQueryKey('getLivez', options);

/**
 * Whether the process lives
 *
 * Whether the process lives. Touches nothing else, so that a fault elsewhere does not get the process killed.
 *
 * `curl /livez`
 */
export const getLivezOptions = (options?: Options<GetLivezData>) => queryOptions<GetLivezResponse, DefaultError, GetLivezResponse, ReturnType<typeof getLivezQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getLivez({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getLivezQueryKey(options)
});

export const getReadyzQueryKey = (options?: Options<GetReadyzData>) => createQueryKey('getReadyz', options);

/**
 * Whether the process is ready
 *
 * Whether the process can do its work: it started up, and its database answers. A load balancer sends no requests to a
 * process that says no.
 *
 * `curl /readyz`
 */
export const getReadyzOptions = (options?: Options<GetReadyzData>) => queryOptions<GetReadyzResponse, GetReadyzError, GetReadyzResponse, ReturnType<typeof getReadyzQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getReadyz({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getReadyzQueryKey(options)
});

export const getMetaQueryKey = (options?: Options<GetMetaData>) => createQueryKey('getMeta', options);

/**
 * Read the installation's version and limits
 *
 * Read the version, the time-zone data and the limits.
 *
 * `curl /v1/meta`
 */
export const getMetaOptions = (options?: Options<GetMetaData>) => queryOptions<GetMetaResponse, DefaultError, GetMetaResponse, ReturnType<typeof getMetaQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getMeta({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getMetaQueryKey(options)
});

export const listOrganisationsQueryKey = (options?: Options<ListOrganisationsData>) => createQueryKey('listOrganisations', options);

/**
 * List organisations
 *
 * List the organisations that the credential may enter, newest first. An API key enters exactly one: its own.
 *
 * `curl /v1/orgs`
 */
export const listOrganisationsOptions = (options?: Options<ListOrganisationsData>) => queryOptions<ListOrganisationsResponse, ListOrganisationsError, ListOrganisationsResponse, ReturnType<typeof listOrganisationsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listOrganisations({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listOrganisationsQueryKey(options)
});

const createInfiniteParams = <K extends Pick<QueryKey<Options>[0], 'body' | 'headers' | 'path' | 'query'>>(queryKey: QueryKey<Options>, page: K) => {
    const params = { ...queryKey[0] };
    if (page.body) {
        params.body = {
            ...queryKey[0].body as any,
            ...page.body as any
        };
    }
    if (page.headers) {
        params.headers = {
            ...queryKey[0].headers,
            ...page.headers
        };
    }
    if (page.path) {
        params.path = {
            ...queryKey[0].path as any,
            ...page.path as any
        };
    }
    if (page.query) {
        params.query = {
            ...queryKey[0].query as any,
            ...page.query as any
        };
    }
    return params as unknown as typeof page;
};

export const listOrganisationsInfiniteQueryKey = (options?: Options<ListOrganisationsData>): QueryKey<Options<ListOrganisationsData>> => createQueryKey('listOrganisations', options, true);

/**
 * List organisations
 *
 * List the organisations that the credential may enter, newest first. An API key enters exactly one: its own.
 *
 * `curl /v1/orgs`
 */
export const listOrganisationsInfiniteOptions = (options?: Options<ListOrganisationsData>) => {
    const opts = infiniteQueryOptions<ListOrganisationsResponse, ListOrganisationsError, InfiniteData<ListOrganisationsResponse>, QueryKey<Options<ListOrganisationsData>>, string | Pick<QueryKey<Options<ListOrganisationsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListOrganisationsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listOrganisations({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listOrganisationsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getOrganisationQueryKey = (options: Options<GetOrganisationData>) => createQueryKey('getOrganisation', options);

/**
 * Read an organisation
 *
 * Read an organisation.
 *
 * `curl /v1/orgs/org_…`
 */
export const getOrganisationOptions = (options: Options<GetOrganisationData>) => queryOptions<GetOrganisationResponse, GetOrganisationError, GetOrganisationResponse, ReturnType<typeof getOrganisationQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getOrganisation({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getOrganisationQueryKey(options)
});

export const listAccountsQueryKey = (options: Options<ListAccountsData>) => createQueryKey('listAccounts', options);

/**
 * List accounts
 *
 * List accounts, newest first.
 *
 * `curl …/accounts?search=example`
 */
export const listAccountsOptions = (options: Options<ListAccountsData>) => queryOptions<ListAccountsResponse, ListAccountsError, ListAccountsResponse, ReturnType<typeof listAccountsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listAccounts({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listAccountsQueryKey(options)
});

export const listAccountsInfiniteQueryKey = (options: Options<ListAccountsData>): QueryKey<Options<ListAccountsData>> => createQueryKey('listAccounts', options, true);

/**
 * List accounts
 *
 * List accounts, newest first.
 *
 * `curl …/accounts?search=example`
 */
export const listAccountsInfiniteOptions = (options: Options<ListAccountsData>) => {
    const opts = infiniteQueryOptions<ListAccountsResponse, ListAccountsError, InfiniteData<ListAccountsResponse>, QueryKey<Options<ListAccountsData>>, string | Pick<QueryKey<Options<ListAccountsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListAccountsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listAccounts({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listAccountsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getAccountQueryKey = (options: Options<GetAccountData>) => createQueryKey('getAccount', options);

/**
 * Read an account
 *
 * Read an account.
 *
 * `curl …/accounts/acc_…`
 */
export const getAccountOptions = (options: Options<GetAccountData>) => queryOptions<GetAccountResponse, GetAccountError, GetAccountResponse, ReturnType<typeof getAccountQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getAccount({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getAccountQueryKey(options)
});

/**
 * Create a batch
 *
 * Create up to 100,000 jobs of one type as a batch. Every input is checked before anything is written, and the answer
 * comes when all is written, before the jobs are made: workers make them, and start with the first while the last are
 * still to come. The batch ends with its last job.
 *
 * `curl -X POST …/batches -d '{"type": "demo:run", "items": [{"input": {"steps": 3}}, {"input": {"steps": 5}}]}'`
 */
export const createBatchMutation = (options?: Partial<Options<CreateBatchData>>): UseMutationOptions<CreateBatchResponse, CreateBatchError, Options<CreateBatchData>> => {
    const mutationOptions: UseMutationOptions<CreateBatchResponse, CreateBatchError, Options<CreateBatchData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createBatch({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getBatchQueryKey = (options: Options<GetBatchData>) => createQueryKey('getBatch', options);

/**
 * Read a batch
 *
 * Read a batch. It costs the same however many jobs it has.
 *
 * `curl …/batches/job_…`
 */
export const getBatchOptions = (options: Options<GetBatchData>) => queryOptions<GetBatchResponse, GetBatchError, GetBatchResponse, ReturnType<typeof getBatchQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getBatch({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getBatchQueryKey(options)
});

/**
 * Cancel a batch
 *
 * Cancel a batch. From the answer on nothing of it starts; its running jobs get their signal within a second, and those
 * that wait become `cancelled` in chunks. It ends as `cancelled` with its last running job. What was not made yet is not
 * made any more, and counts as cancelled. Cancelling again changes nothing.
 *
 * 409: `batch.ended` when it is completed or failed.
 *
 * `curl -X POST …/batches/job_…/cancel`
 */
export const cancelBatchMutation = (options?: Partial<Options<CancelBatchData>>): UseMutationOptions<CancelBatchResponse, CancelBatchError, Options<CancelBatchData>> => {
    const mutationOptions: UseMutationOptions<CancelBatchResponse, CancelBatchError, Options<CancelBatchData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await cancelBatch({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Retry a batch's failures
 *
 * Run the failed jobs of a failed batch again, each once and with as many attempts as it first had. The batch is
 * `processing` from the answer on and counts them as pending.
 *
 * 409: `batch.not_failed` when it has not failed, or only because jobs of it were cancelled; `batch.jobs_removed` when
 * failed jobs of it are no longer kept.
 *
 * `curl -X POST …/batches/job_…/retry-failed`
 */
export const retryFailedOfBatchMutation = (options?: Partial<Options<RetryFailedOfBatchData>>): UseMutationOptions<RetryFailedOfBatchResponse, RetryFailedOfBatchError, Options<RetryFailedOfBatchData>> => {
    const mutationOptions: UseMutationOptions<RetryFailedOfBatchResponse, RetryFailedOfBatchError, Options<RetryFailedOfBatchData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await retryFailedOfBatch({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listContactsQueryKey = (options: Options<ListContactsData>) => createQueryKey('listContacts', options);

/**
 * List contacts
 *
 * List contacts, newest first.
 *
 * `curl …/contacts?search=ada`
 */
export const listContactsOptions = (options: Options<ListContactsData>) => queryOptions<ListContactsResponse, ListContactsError, ListContactsResponse, ReturnType<typeof listContactsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listContacts({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listContactsQueryKey(options)
});

export const listContactsInfiniteQueryKey = (options: Options<ListContactsData>): QueryKey<Options<ListContactsData>> => createQueryKey('listContacts', options, true);

/**
 * List contacts
 *
 * List contacts, newest first.
 *
 * `curl …/contacts?search=ada`
 */
export const listContactsInfiniteOptions = (options: Options<ListContactsData>) => {
    const opts = infiniteQueryOptions<ListContactsResponse, ListContactsError, InfiniteData<ListContactsResponse>, QueryKey<Options<ListContactsData>>, string | Pick<QueryKey<Options<ListContactsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListContactsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listContacts({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listContactsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getContactQueryKey = (options: Options<GetContactData>) => createQueryKey('getContact', options);

/**
 * Read a contact
 *
 * Read a contact.
 *
 * `curl …/contacts/con_…`
 */
export const getContactOptions = (options: Options<GetContactData>) => queryOptions<GetContactResponse, GetContactError, GetContactResponse, ReturnType<typeof getContactQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getContact({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getContactQueryKey(options)
});

export const listDeadLetterGroupsQueryKey = (options: Options<ListDeadLetterGroupsData>) => createQueryKey('listDeadLetterGroups', options);

/**
 * List groups of dead letters
 *
 * List the groups of dead letters that nobody has resolved, that of the newest first. To list the jobs of one:
 * `GET …/jobs?fingerprint=…`.
 *
 * `curl …/dead-letters/groups`
 */
export const listDeadLetterGroupsOptions = (options: Options<ListDeadLetterGroupsData>) => queryOptions<ListDeadLetterGroupsResponse, ListDeadLetterGroupsError, ListDeadLetterGroupsResponse, ReturnType<typeof listDeadLetterGroupsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listDeadLetterGroups({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listDeadLetterGroupsQueryKey(options)
});

/**
 * Resolve a group of dead letters
 *
 * Mark all dead letters of a group as dealt with. A job of type `jobs:act` does it.
 *
 * `curl -X POST …/dead-letters/groups/9f86d081884c7d65/resolve -d '{"note": "mended by hand"}'`
 */
export const resolveDeadLetterGroupMutation = (options?: Partial<Options<ResolveDeadLetterGroupData>>): UseMutationOptions<ResolveDeadLetterGroupResponse, ResolveDeadLetterGroupError, Options<ResolveDeadLetterGroupData>> => {
    const mutationOptions: UseMutationOptions<ResolveDeadLetterGroupResponse, ResolveDeadLetterGroupError, Options<ResolveDeadLetterGroupData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await resolveDeadLetterGroup({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Retry a group of dead letters
 *
 * Run the jobs of a group again: all, the first few, or the first few and, when those go well, the others. A job of type
 * `dead-letters:retry` does it. Jobs that fail for good after this request are not retried by it.
 *
 * `curl -X POST …/dead-letters/groups/9f86d081884c7d65/retry -d '{"first": 10, "stopAtFailureShare": 0.2}'`
 */
export const retryDeadLetterGroupMutation = (options?: Partial<Options<RetryDeadLetterGroupData>>): UseMutationOptions<RetryDeadLetterGroupResponse, RetryDeadLetterGroupError, Options<RetryDeadLetterGroupData>> => {
    const mutationOptions: UseMutationOptions<RetryDeadLetterGroupResponse, RetryDeadLetterGroupError, Options<RetryDeadLetterGroupData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await retryDeadLetterGroup({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listFilesQueryKey = (options: Options<ListFilesData>) => createQueryKey('listFiles', options);

/**
 * List files
 *
 * List files, newest first. Files that have expired are not listed.
 *
 * `curl …/files?limit=20`
 */
export const listFilesOptions = (options: Options<ListFilesData>) => queryOptions<ListFilesResponse, ListFilesError, ListFilesResponse, ReturnType<typeof listFilesQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listFiles({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listFilesQueryKey(options)
});

export const listFilesInfiniteQueryKey = (options: Options<ListFilesData>): QueryKey<Options<ListFilesData>> => createQueryKey('listFiles', options, true);

/**
 * List files
 *
 * List files, newest first. Files that have expired are not listed.
 *
 * `curl …/files?limit=20`
 */
export const listFilesInfiniteOptions = (options: Options<ListFilesData>) => {
    const opts = infiniteQueryOptions<ListFilesResponse, ListFilesError, InfiniteData<ListFilesResponse>, QueryKey<Options<ListFilesData>>, string | Pick<QueryKey<Options<ListFilesData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListFilesData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listFiles({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listFilesInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

/**
 * Upload a file
 *
 * Upload a file.
 *
 * `curl -F file=@accounts.csv -F expiresInSeconds=86400 …/files`
 */
export const uploadFileMutation = (options?: Partial<Options<UploadFileData>>): UseMutationOptions<UploadFileResponse, UploadFileError, Options<UploadFileData>> => {
    const mutationOptions: UseMutationOptions<UploadFileResponse, UploadFileError, Options<UploadFileData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await uploadFile({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Delete a file
 *
 * Delete a file, at once and for good. Jobs that still need it fail.
 *
 * `curl -X DELETE …/files/fil_…`
 */
export const deleteFileMutation = (options?: Partial<Options<DeleteFileData>>): UseMutationOptions<DeleteFileResponse, DeleteFileError, Options<DeleteFileData>> => {
    const mutationOptions: UseMutationOptions<DeleteFileResponse, DeleteFileError, Options<DeleteFileData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await deleteFile({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getFileQueryKey = (options: Options<GetFileData>) => createQueryKey('getFile', options);

/**
 * Read a file's description
 *
 * Read what is known of a file.
 *
 * `curl …/files/fil_…`
 */
export const getFileOptions = (options: Options<GetFileData>) => queryOptions<GetFileResponse, GetFileError, GetFileResponse, ReturnType<typeof getFileQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getFile({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getFileQueryKey(options)
});

export const getFileContentQueryKey = (options: Options<GetFileContentData>) => createQueryKey('getFileContent', options);

/**
 * Download a file
 *
 * Download a file.
 *
 * `curl -OJ …/files/fil_…/content`
 */
export const getFileContentOptions = (options: Options<GetFileContentData>) => queryOptions<GetFileContentResponse, GetFileContentError, GetFileContentResponse, ReturnType<typeof getFileContentQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getFileContent({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getFileContentQueryKey(options)
});

export const listJobTypesQueryKey = (options: Options<ListJobTypesData>) => createQueryKey('listJobTypes', options);

/**
 * List job types
 *
 * List the types of job, in the order of their names, with the JSON Schemas of their input and output.
 *
 * `curl …/job-types`
 */
export const listJobTypesOptions = (options: Options<ListJobTypesData>) => queryOptions<ListJobTypesResponse, ListJobTypesError, ListJobTypesResponse, ReturnType<typeof listJobTypesQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listJobTypes({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listJobTypesQueryKey(options)
});

/**
 * Pause a job type
 *
 * Keep the organisation's jobs of a type from starting. Those that wait get `parkedReason` `paused`; those that run go
 * on; new ones may be made. Pausing again changes nothing.
 *
 * `curl -X POST …/job-types/demo:run/pause`
 */
export const pauseJobTypeMutation = (options?: Partial<Options<PauseJobTypeData>>): UseMutationOptions<PauseJobTypeResponse, PauseJobTypeError, Options<PauseJobTypeData>> => {
    const mutationOptions: UseMutationOptions<PauseJobTypeResponse, PauseJobTypeError, Options<PauseJobTypeData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await pauseJobType({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Resume a job type
 *
 * Let the organisation's jobs of a type start again. They line up anew, oldest first. Resuming a type that is not paused
 * changes nothing.
 *
 * `curl -X POST …/job-types/demo:run/resume`
 */
export const resumeJobTypeMutation = (options?: Partial<Options<ResumeJobTypeData>>): UseMutationOptions<ResumeJobTypeResponse, ResumeJobTypeError, Options<ResumeJobTypeData>> => {
    const mutationOptions: UseMutationOptions<ResumeJobTypeResponse, ResumeJobTypeError, Options<ResumeJobTypeData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await resumeJobType({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listJobsQueryKey = (options: Options<ListJobsData>) => createQueryKey('listJobs', options);

/**
 * List jobs
 *
 * List jobs, newest first. Jobs of batches are left out unless their batch is asked for with `batchId`.
 *
 * `search` finds text, whatever its case, in a job's input, in the message of its error, in its subject's id and its unique
 * key. It looks through jobs of one type made in the last 7 days: 400 without exactly one `type`.
 *
 * `curl '…/jobs?status=failed&type=data:import&include=input,output'`
 */
export const listJobsOptions = (options: Options<ListJobsData>) => queryOptions<ListJobsResponse, ListJobsError, ListJobsResponse, ReturnType<typeof listJobsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listJobs({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listJobsQueryKey(options)
});

export const listJobsInfiniteQueryKey = (options: Options<ListJobsData>): QueryKey<Options<ListJobsData>> => createQueryKey('listJobs', options, true);

/**
 * List jobs
 *
 * List jobs, newest first. Jobs of batches are left out unless their batch is asked for with `batchId`.
 *
 * `search` finds text, whatever its case, in a job's input, in the message of its error, in its subject's id and its unique
 * key. It looks through jobs of one type made in the last 7 days: 400 without exactly one `type`.
 *
 * `curl '…/jobs?status=failed&type=data:import&include=input,output'`
 */
export const listJobsInfiniteOptions = (options: Options<ListJobsData>) => {
    const opts = infiniteQueryOptions<ListJobsResponse, ListJobsError, InfiniteData<ListJobsResponse>, QueryKey<Options<ListJobsData>>, string | Pick<QueryKey<Options<ListJobsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListJobsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listJobs({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listJobsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

/**
 * Create a job
 *
 * Create a job. Row and queue message are written in one transaction: a job that was answered runs at least once, and a
 * request that failed left nothing behind.
 *
 * `curl -X POST …/jobs -d '{"type": "demo:run", "input": {"steps": 3}}'`
 */
export const createJobMutation = (options?: Partial<Options<CreateJobData>>): UseMutationOptions<CreateJobResponse, CreateJobError, Options<CreateJobData>> => {
    const mutationOptions: UseMutationOptions<CreateJobResponse, CreateJobError, Options<CreateJobData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createJob({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Act on many jobs
 *
 * Cancel, retry or resolve every job that a filter matches. A job of type `jobs:act` does it, in sets; its output says how
 * many it moved. It leaves alone what was made after it, and jobs of its kind. With `dryRun` the answer is how many
 * there are now.
 *
 * `curl -X POST …/jobs/actions -d '{"action": "retry", "filter": {"status": ["failed"]}, "dryRun": true}'`
 */
export const actOnJobsMutation = (options?: Partial<Options<ActOnJobsData>>): UseMutationOptions<ActOnJobsResponse, ActOnJobsError, Options<ActOnJobsData>> => {
    const mutationOptions: UseMutationOptions<ActOnJobsResponse, ActOnJobsError, Options<ActOnJobsData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await actOnJobs({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Create many jobs
 *
 * Create up to 1,000 jobs at once, all or none. The body may have 10 MiB. What is wrong with any of them is told at its
 * place, for example `/jobs/3/input/steps`. Many jobs of one type are rather a batch.
 *
 * `curl -X POST …/jobs/bulk -d '{"jobs": [{"type": "demo:run", "input": {"steps": 3}}]}'`
 */
export const createJobsMutation = (options?: Partial<Options<CreateJobsData>>): UseMutationOptions<CreateJobsResponse, CreateJobsError, Options<CreateJobsData>> => {
    const mutationOptions: UseMutationOptions<CreateJobsResponse, CreateJobsError, Options<CreateJobsData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createJobs({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getJobStatsQueryKey = (options: Options<GetJobStatsData>) => createQueryKey('getJobStats', options);

/**
 * Read statistics of jobs
 *
 * Read how the organisation's work goes. Every figure has a bounded cost: counts are exact to 10,000, latencies and slow
 * jobs come from the last 10,000 that ended in the period.
 *
 * 400 when the period ends before it begins, or is longer than 366 days.
 *
 * `curl '…/jobs/stats?from=2026-03-14T00:00:00Z&slowSeconds=60'`
 */
export const getJobStatsOptions = (options: Options<GetJobStatsData>) => queryOptions<GetJobStatsResponse, GetJobStatsError, GetJobStatsResponse, ReturnType<typeof getJobStatsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getJobStats({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getJobStatsQueryKey(options)
});

export const getJobQueryKey = (options: Options<GetJobData>) => createQueryKey('getJob', options);

/**
 * Read a job, or wait for its end
 *
 * Read a job with its input and output.
 *
 * With `waitSeconds` the answer comes as soon as the job has ended, or when the time is up; look at `status` to see
 * which. Call again to wait longer.
 *
 * `curl '…/jobs/job_…?waitSeconds=30'`
 */
export const getJobOptions = (options: Options<GetJobData>) => queryOptions<GetJobResponse, GetJobError, GetJobResponse, ReturnType<typeof getJobQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getJob({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getJobQueryKey(options)
});

/**
 * Cancel a job
 *
 * Cancel a job. One that waits ends at once. One that runs gets `cancelRequestedAt`, and its handler a signal within a
 * second; it stays `processing` until the handler returns or 10 s have passed, and then is `cancelled`, whatever the
 * handler returned. Cancelling again changes nothing.
 *
 * Of a batch, this cancels all jobs: see `POST …/batches/{batchId}/cancel`.
 *
 * 409: `job.ended` when it is completed or failed.
 *
 * `curl -X POST …/jobs/job_…/cancel`
 */
export const cancelJobMutation = (options?: Partial<Options<CancelJobData>>): UseMutationOptions<CancelJobResponse, CancelJobError, Options<CancelJobData>> => {
    const mutationOptions: UseMutationOptions<CancelJobResponse, CancelJobError, Options<CancelJobData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await cancelJob({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listJobLogsQueryKey = (options: Options<ListJobLogsData>) => createQueryKey('listJobLogs', options);

/**
 * List a job's log lines
 *
 * List a job's log lines over all its runs, oldest first.
 *
 * To follow a log, ask again with `afterId` set to the last line's id, or use the job's event stream.
 *
 * `curl '…/jobs/job_…/logs?afterId=4711'`
 */
export const listJobLogsOptions = (options: Options<ListJobLogsData>) => queryOptions<ListJobLogsResponse, ListJobLogsError, ListJobLogsResponse, ReturnType<typeof listJobLogsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listJobLogs({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listJobLogsQueryKey(options)
});

export const listJobLogsInfiniteQueryKey = (options: Options<ListJobLogsData>): QueryKey<Options<ListJobLogsData>> => createQueryKey('listJobLogs', options, true);

/**
 * List a job's log lines
 *
 * List a job's log lines over all its runs, oldest first.
 *
 * To follow a log, ask again with `afterId` set to the last line's id, or use the job's event stream.
 *
 * `curl '…/jobs/job_…/logs?afterId=4711'`
 */
export const listJobLogsInfiniteOptions = (options: Options<ListJobLogsData>) => {
    const opts = infiniteQueryOptions<ListJobLogsResponse, ListJobLogsError, InfiniteData<ListJobLogsResponse>, QueryKey<Options<ListJobLogsData>>, string | Pick<QueryKey<Options<ListJobLogsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListJobLogsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listJobLogs({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listJobLogsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

/**
 * Replay a job
 *
 * Do an ended job again: a new job with its type, priority, attempts, retry policy, timeout and subject, and its input
 * or the one given. `replayOf` names the old one, which stays as it is. The new one has no `uniqueKey`, and is no item
 * of a batch, a workflow or a schedule.
 *
 * 409: `job.not_ended` while the job goes on, `job.not_replayable` for a batch and for a type of which no new jobs are
 * made.
 *
 * `curl -X POST …/jobs/job_…/replay -d '{"input": {"steps": 20}}'`
 */
export const replayJobMutation = (options?: Partial<Options<ReplayJobData>>): UseMutationOptions<ReplayJobResponse, ReplayJobError, Options<ReplayJobData>> => {
    const mutationOptions: UseMutationOptions<ReplayJobResponse, ReplayJobError, Options<ReplayJobData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await replayJob({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Resolve a dead letter
 *
 * Mark a dead letter as dealt with. The job stays `failed`; `deadLettered=true` lists it no more. One that is resolved
 * keeps its time and its note.
 *
 * 409: `job.not_dead_lettered` when it did not fail for good.
 *
 * `curl -X POST …/jobs/job_…/resolve -d '{"note": "mended by hand"}'`
 */
export const resolveJobMutation = (options?: Partial<Options<ResolveJobData>>): UseMutationOptions<ResolveJobResponse, ResolveJobError, Options<ResolveJobData>> => {
    const mutationOptions: UseMutationOptions<ResolveJobResponse, ResolveJobError, Options<ResolveJobData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await resolveJob({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Retry a job
 *
 * Run a job again, now: one that failed with as many attempts as it first had, one that is `scheduled` or `retrying`
 * before its time. The error stays in the job's runs. Jobs that depended on it and have ended stay ended.
 *
 * 409: `job.not_retryable` for every other status, and for what a batch retries as a whole; `job.unique_key_taken` when
 * another job that has not ended has its `uniqueKey`.
 *
 * `curl -X POST …/jobs/job_…/retry`
 */
export const retryJobMutation = (options?: Partial<Options<RetryJobData>>): UseMutationOptions<RetryJobResponse, RetryJobError, Options<RetryJobData>> => {
    const mutationOptions: UseMutationOptions<RetryJobResponse, RetryJobError, Options<RetryJobData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await retryJob({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listJobRunsQueryKey = (options: Options<ListJobRunsData>) => createQueryKey('listJobRuns', options);

/**
 * List a job's runs
 *
 * List a job's runs, newest first: one for each time a worker took it in hand.
 *
 * `curl '…/jobs/job_…/runs'`
 */
export const listJobRunsOptions = (options: Options<ListJobRunsData>) => queryOptions<ListJobRunsResponse, ListJobRunsError, ListJobRunsResponse, ReturnType<typeof listJobRunsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listJobRuns({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listJobRunsQueryKey(options)
});

export const listJobRunsInfiniteQueryKey = (options: Options<ListJobRunsData>): QueryKey<Options<ListJobRunsData>> => createQueryKey('listJobRuns', options, true);

/**
 * List a job's runs
 *
 * List a job's runs, newest first: one for each time a worker took it in hand.
 *
 * `curl '…/jobs/job_…/runs'`
 */
export const listJobRunsInfiniteOptions = (options: Options<ListJobRunsData>) => {
    const opts = infiniteQueryOptions<ListJobRunsResponse, ListJobRunsError, InfiniteData<ListJobRunsResponse>, QueryKey<Options<ListJobRunsData>>, string | Pick<QueryKey<Options<ListJobRunsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListJobRunsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listJobRuns({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listJobRunsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const getJobWaitingQueryKey = (options: Options<GetJobWaitingData>) => createQueryKey('getJobWaiting', options);

/**
 * Read what a job waits for
 *
 * Read what a job waits for: the one reason that binds, its place in the line, and when it should start.
 *
 * `curl '…/jobs/job_…/waiting'`
 */
export const getJobWaitingOptions = (options: Options<GetJobWaitingData>) => queryOptions<GetJobWaitingResponse, GetJobWaitingError, GetJobWaitingResponse, ReturnType<typeof getJobWaitingQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getJobWaiting({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getJobWaitingQueryKey(options)
});

/**
 * Pause an organisation's work
 *
 * Keep all of the organisation's jobs from starting, whatever their type. Those that wait get `parkedReason` `paused`;
 * those that run go on; new ones may be made, and schedules go on making them. Pausing again changes nothing.
 *
 * `curl -X POST /v1/orgs/org_…/pause`
 */
export const pauseOrganisationMutation = (options?: Partial<Options<PauseOrganisationData>>): UseMutationOptions<PauseOrganisationResponse, PauseOrganisationError, Options<PauseOrganisationData>> => {
    const mutationOptions: UseMutationOptions<PauseOrganisationResponse, PauseOrganisationError, Options<PauseOrganisationData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await pauseOrganisation({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Resume an organisation's work
 *
 * Let the organisation's jobs start again. They line up anew, oldest first; those of a type that is paused by itself
 * wait on. Resuming work that is not paused changes nothing.
 *
 * `curl -X POST /v1/orgs/org_…/resume`
 */
export const resumeOrganisationMutation = (options?: Partial<Options<ResumeOrganisationData>>): UseMutationOptions<ResumeOrganisationResponse, ResumeOrganisationError, Options<ResumeOrganisationData>> => {
    const mutationOptions: UseMutationOptions<ResumeOrganisationResponse, ResumeOrganisationError, Options<ResumeOrganisationData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await resumeOrganisation({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

/**
 * Create a workflow
 *
 * Create a workflow: all its jobs in one transaction, or none. Those that wait for nobody may run at once, the others are
 * `blocked` until the nodes that they wait for have ended. The body may have 10 MiB.
 *
 * 400 `workflow.invalid` says all that is wrong at once, each fault with its pointer: keys that are unknown or used twice,
 * nodes that wait for themselves in the end, inputs that do not fit their types, places in `inputFrom` that the input has
 * no room for.
 *
 * `curl -X POST …/workflows -d '{"nodes": [{"key": "count", "type": "demo:run", "input": {"steps": 3}}]}'`
 */
export const createWorkflowMutation = (options?: Partial<Options<CreateWorkflowData>>): UseMutationOptions<CreateWorkflowResponse, CreateWorkflowError, Options<CreateWorkflowData>> => {
    const mutationOptions: UseMutationOptions<CreateWorkflowResponse, CreateWorkflowError, Options<CreateWorkflowData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await createWorkflow({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getWorkflowQueryKey = (options: Options<GetWorkflowData>) => createQueryKey('getWorkflow', options);

/**
 * Read a workflow
 *
 * Read a workflow: the graph, with the job of each node.
 *
 * `curl '…/workflows/wfl_…'`
 */
export const getWorkflowOptions = (options: Options<GetWorkflowData>) => queryOptions<GetWorkflowResponse, GetWorkflowError, GetWorkflowResponse, ReturnType<typeof getWorkflowQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getWorkflow({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getWorkflowQueryKey(options)
});

/**
 * Cancel a workflow
 *
 * Cancel a workflow: its waiting jobs end at once, its running ones get their signal within a second and end as
 * `cancelled` whatever their handlers return. Jobs that have ended stay as they are. Cancelling again changes nothing.
 *
 * 409 `workflow.ended` when all jobs had ended before anybody cancelled one.
 *
 * `curl -X POST '…/workflows/wfl_…/cancel'`
 */
export const cancelWorkflowMutation = (options?: Partial<Options<CancelWorkflowData>>): UseMutationOptions<CancelWorkflowResponse, CancelWorkflowError, Options<CancelWorkflowData>> => {
    const mutationOptions: UseMutationOptions<CancelWorkflowResponse, CancelWorkflowError, Options<CancelWorkflowData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await cancelWorkflow({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const getSystemHealthQueryKey = (options?: Options<GetSystemHealthData>) => createQueryKey('getSystemHealth', options);

/**
 * Read the installation's health
 *
 * Whether the installation does its work. The status is in the body: 200 says that it could be found out.
 *
 * `curl /v1/system/health`
 */
export const getSystemHealthOptions = (options?: Options<GetSystemHealthData>) => queryOptions<GetSystemHealthResponse, GetSystemHealthError, GetSystemHealthResponse, ReturnType<typeof getSystemHealthQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await getSystemHealth({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: getSystemHealthQueryKey(options)
});

export const listSystemJobsQueryKey = (options?: Options<ListSystemJobsData>) => createQueryKey('listSystemJobs', options);

/**
 * List jobs of all organisations
 *
 * List jobs over all organisations, newest first, without their inputs and outputs. Jobs of batches are left out unless
 * their batch is asked for with `batchId`.
 *
 * `curl '/v1/system/jobs?status=failed'`
 */
export const listSystemJobsOptions = (options?: Options<ListSystemJobsData>) => queryOptions<ListSystemJobsResponse, ListSystemJobsError, ListSystemJobsResponse, ReturnType<typeof listSystemJobsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listSystemJobs({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listSystemJobsQueryKey(options)
});

export const listSystemJobsInfiniteQueryKey = (options?: Options<ListSystemJobsData>): QueryKey<Options<ListSystemJobsData>> => createQueryKey('listSystemJobs', options, true);

/**
 * List jobs of all organisations
 *
 * List jobs over all organisations, newest first, without their inputs and outputs. Jobs of batches are left out unless
 * their batch is asked for with `batchId`.
 *
 * `curl '/v1/system/jobs?status=failed'`
 */
export const listSystemJobsInfiniteOptions = (options?: Options<ListSystemJobsData>) => {
    const opts = infiniteQueryOptions<ListSystemJobsResponse, ListSystemJobsError, InfiniteData<ListSystemJobsResponse>, QueryKey<Options<ListSystemJobsData>>, string | Pick<QueryKey<Options<ListSystemJobsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListSystemJobsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listSystemJobs({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listSystemJobsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const listSystemJobRunsQueryKey = (options: Options<ListSystemJobRunsData>) => createQueryKey('listSystemJobRuns', options);

/**
 * List a job's runs with stacks
 *
 * List a job's runs, newest first, each with the stack of its error, which its organisation does not see.
 *
 * `curl /v1/system/jobs/job_…/runs`
 */
export const listSystemJobRunsOptions = (options: Options<ListSystemJobRunsData>) => queryOptions<ListSystemJobRunsResponse, ListSystemJobRunsError, ListSystemJobRunsResponse, ReturnType<typeof listSystemJobRunsQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listSystemJobRuns({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listSystemJobRunsQueryKey(options)
});

export const listSystemJobRunsInfiniteQueryKey = (options: Options<ListSystemJobRunsData>): QueryKey<Options<ListSystemJobRunsData>> => createQueryKey('listSystemJobRuns', options, true);

/**
 * List a job's runs with stacks
 *
 * List a job's runs, newest first, each with the stack of its error, which its organisation does not see.
 *
 * `curl /v1/system/jobs/job_…/runs`
 */
export const listSystemJobRunsInfiniteOptions = (options: Options<ListSystemJobRunsData>) => {
    const opts = infiniteQueryOptions<ListSystemJobRunsResponse, ListSystemJobRunsError, InfiniteData<ListSystemJobRunsResponse>, QueryKey<Options<ListSystemJobRunsData>>, string | Pick<QueryKey<Options<ListSystemJobRunsData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListSystemJobRunsData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listSystemJobRuns({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listSystemJobRunsInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const listSystemQueuesQueryKey = (options?: Options<ListSystemQueuesData>) => createQueryKey('listSystemQueues', options);

/**
 * List queues
 *
 * List the queues of user jobs, by name: what waits in each, what runs, and who serves it.
 *
 * `curl /v1/system/queues`
 */
export const listSystemQueuesOptions = (options?: Options<ListSystemQueuesData>) => queryOptions<ListSystemQueuesResponse, ListSystemQueuesError, ListSystemQueuesResponse, ReturnType<typeof listSystemQueuesQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listSystemQueues({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listSystemQueuesQueryKey(options)
});

export const listSystemQueuesInfiniteQueryKey = (options?: Options<ListSystemQueuesData>): QueryKey<Options<ListSystemQueuesData>> => createQueryKey('listSystemQueues', options, true);

/**
 * List queues
 *
 * List the queues of user jobs, by name: what waits in each, what runs, and who serves it.
 *
 * `curl /v1/system/queues`
 */
export const listSystemQueuesInfiniteOptions = (options?: Options<ListSystemQueuesData>) => {
    const opts = infiniteQueryOptions<ListSystemQueuesResponse, ListSystemQueuesError, InfiniteData<ListSystemQueuesResponse>, QueryKey<Options<ListSystemQueuesData>>, string | Pick<QueryKey<Options<ListSystemQueuesData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListSystemQueuesData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listSystemQueues({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listSystemQueuesInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const listSystemSchedulesQueryKey = (options?: Options<ListSystemSchedulesData>) => createQueryKey('listSystemSchedules', options);

/**
 * List system schedules
 *
 * List what the installation runs for itself by the clock, by name, each with its last run.
 *
 * `curl /v1/system/schedules`
 */
export const listSystemSchedulesOptions = (options?: Options<ListSystemSchedulesData>) => queryOptions<ListSystemSchedulesResponse, ListSystemSchedulesError, ListSystemSchedulesResponse, ReturnType<typeof listSystemSchedulesQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listSystemSchedules({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listSystemSchedulesQueryKey(options)
});

export const listSystemSchedulesInfiniteQueryKey = (options?: Options<ListSystemSchedulesData>): QueryKey<Options<ListSystemSchedulesData>> => createQueryKey('listSystemSchedules', options, true);

/**
 * List system schedules
 *
 * List what the installation runs for itself by the clock, by name, each with its last run.
 *
 * `curl /v1/system/schedules`
 */
export const listSystemSchedulesInfiniteOptions = (options?: Options<ListSystemSchedulesData>) => {
    const opts = infiniteQueryOptions<ListSystemSchedulesResponse, ListSystemSchedulesError, InfiniteData<ListSystemSchedulesResponse>, QueryKey<Options<ListSystemSchedulesData>>, string | Pick<QueryKey<Options<ListSystemSchedulesData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListSystemSchedulesData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listSystemSchedules({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listSystemSchedulesInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};

export const runWorkerByGetQueryKey = (options?: Options<RunWorkerByGetData>) => createQueryKey('runWorkerByGet', options);

/**
 * Run jobs for a bounded time, by GET
 *
 * The same for hosts whose timers can send nothing but GET. It is no reading: nothing may call it by itself.
 *
 * `curl '/v1/system/worker/run?seconds=50'`
 */
export const runWorkerByGetOptions = (options?: Options<RunWorkerByGetData>) => queryOptions<RunWorkerByGetResponse, RunWorkerByGetError, RunWorkerByGetResponse, ReturnType<typeof runWorkerByGetQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await runWorkerByGet({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: runWorkerByGetQueryKey(options)
});

/**
 * Run jobs for a bounded time
 *
 * Run a worker in the process that answers, for a bounded time: for hosts without processes of their own. It ends early
 * when nothing is left to do. It stops claiming in time to end in time, and hands back what has not ended by then, without
 * spending an attempt. One at a time runs in a process: 409 while another does. Needs no `PROCESS_ROLE`.
 *
 * `curl -X POST '/v1/system/worker/run?seconds=50'`
 */
export const runWorkerMutation = (options?: Partial<Options<RunWorkerData>>): UseMutationOptions<RunWorkerResponse, RunWorkerError, Options<RunWorkerData>> => {
    const mutationOptions: UseMutationOptions<RunWorkerResponse, RunWorkerError, Options<RunWorkerData>> = {
        mutationFn: async (fnOptions) => {
            const { data } = await runWorker({
                ...options,
                ...fnOptions,
                throwOnError: true
            });
            return data;
        }
    };
    return mutationOptions;
};

export const listSystemWorkersQueryKey = (options?: Options<ListSystemWorkersData>) => createQueryKey('listSystemWorkers', options);

/**
 * List workers
 *
 * List the workers, the last started first: those that live, and those that fell silent within the last hour.
 *
 * `curl '/v1/system/workers?alive=true'`
 */
export const listSystemWorkersOptions = (options?: Options<ListSystemWorkersData>) => queryOptions<ListSystemWorkersResponse, ListSystemWorkersError, ListSystemWorkersResponse, ReturnType<typeof listSystemWorkersQueryKey>>({
    queryFn: async ({ queryKey, signal }) => {
        const { data } = await listSystemWorkers({
            ...options,
            ...queryKey[0],
            signal,
            throwOnError: true
        });
        return data;
    },
    queryKey: listSystemWorkersQueryKey(options)
});

export const listSystemWorkersInfiniteQueryKey = (options?: Options<ListSystemWorkersData>): QueryKey<Options<ListSystemWorkersData>> => createQueryKey('listSystemWorkers', options, true);

/**
 * List workers
 *
 * List the workers, the last started first: those that live, and those that fell silent within the last hour.
 *
 * `curl '/v1/system/workers?alive=true'`
 */
export const listSystemWorkersInfiniteOptions = (options?: Options<ListSystemWorkersData>) => {
    const opts = infiniteQueryOptions<ListSystemWorkersResponse, ListSystemWorkersError, InfiniteData<ListSystemWorkersResponse>, QueryKey<Options<ListSystemWorkersData>>, string | Pick<QueryKey<Options<ListSystemWorkersData>>[0], 'body' | 'headers' | 'path' | 'query'>>(
    // @ts-ignore
    {
        queryFn: async ({ pageParam, queryKey, signal }) => {
            // @ts-ignore
            const page: Pick<QueryKey<Options<ListSystemWorkersData>>[0], 'body' | 'headers' | 'path' | 'query'> = typeof pageParam === 'object' ? pageParam : {
                query: {
                    cursor: pageParam
                }
            };
            const params = createInfiniteParams(queryKey, page);
            const { data } = await listSystemWorkers({
                ...options,
                ...params,
                signal,
                throwOnError: true
            });
            return data;
        },
        queryKey: listSystemWorkersInfiniteQueryKey(options)
    });
    return opts as Omit<typeof opts, 'initialData'>;
};
