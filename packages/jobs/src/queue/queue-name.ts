/** Job types are `area:verb`; queue names cannot hold a colon. */
export function toQueueName(jobType: string): string {
  return jobType.replaceAll(':', '/');
}
