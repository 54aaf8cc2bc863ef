/** Of a row `jobs`: its type, or all work of its organisation, is paused. */
export const IS_PAUSED = `EXISTS (
  SELECT FROM job_pauses p WHERE p.org_id = jobs.org_id AND coalesce(p.type, jobs.type) = jobs.type)`;

/** What is paused: the jobs of a type in an organisation, or all of the organisation's (type null). The id is a uuid. */
export type PauseScope = { orgId: string; type: string | null };
