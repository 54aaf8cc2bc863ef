/** Job types are `area:verb`; queue names cannot hold a colon. */
export function toQueueName(jobType: string): string {
  return jobType.replaceAll(':', '/');
}

/** The job type of a queue of its own. */
export function toJobType(queueName: string): string {
  return queueName.replaceAll('/', ':');
}
