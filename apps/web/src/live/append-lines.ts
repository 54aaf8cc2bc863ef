import type { JobLog, JobLogPage } from '@rota/contracts/client';

/** As many lines as a run may write; of jobs with several runs the latest are kept. */
export const logLinesMax = 10_000;

/** The log after `lines` came in. Lines that are there already are left out: streams repeat themselves. */
export function appendLines(page: JobLogPage, lines: JobLog[]): JobLogPage {
  const lastId = page.data.at(-1)?.id ?? 0;
  const fresh = lines.filter(({ id }) => id > lastId);
  if (fresh.length === 0) return page;
  return { ...page, data: [...page.data, ...fresh].slice(-logLinesMax) };
}
