import { isRefusedData } from '@rota/db';
import type { Pool } from 'pg';

import { recordEvents } from '../moves/record-events.ts';
import { limits } from '../limits.ts';
import type { Notifier } from '../notifications.ts';
import { onConnection } from '../engine-transaction.ts';
import { startTimedLoop } from '../timed-loop.ts';
import { findUnstorableJson } from '../validation/storable-json.ts';

type RunKey = { id: string; orgId: string; run: number };
type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Progress and log lines of all runs of a process, written in sets. */
export type RunRecorder = {
  recordProgress(run: RunKey, progress: { percent: number; message: string | null }): void;
  recordLine(run: RunKey, line: LogLine): void;
  /**
   * Writes what is buffered, but of a run's progress no more than one a second.
   *
   * @param ending jobs whose runs have ended: the last progress of these is written at once
   * @throws when it could not be written now
   */
  flush(ending?: readonly string[]): Promise<void>;
  /** Writes what is buffered, if it can, and stops. */
  close(): Promise<void>;
};

type LogLine = { level: LogLevel; message: string; fields: Record<string, unknown> };
type Line = { id: string; run: number; at: string; level: LogLevel; message: string; fields: unknown };

const FLUSH_MS = 500;
/** A run's progress rewrites its row, however often a handler tells it. */
const PROGRESS_MS = 1_000;
/** Lines in one statement: at most some 16 MB. */
const LINES_PER_WRITE_MAX = 1_000;
/** While the database is away, the oldest lines give way. */
const BUFFERED_LINES_MAX = 50_000;

/** Locks in the order in which claims and ends do: a worker that comes back late may meet another's claim. */
const WRITE_PROGRESS = `
  WITH locked AS (
    SELECT id, run FROM jobs WHERE id = ANY ($2::uuid[]) AND status = 'processing' ORDER BY id FOR NO KEY UPDATE
  )
  UPDATE jobs j SET progress_percent = p.percent, progress_message = p.message, updated_at = now()
  FROM locked l JOIN json_to_recordset($1::json) AS p (id uuid, run int, percent smallint, message text)
    ON p.id = l.id AND p.run = l.run
  WHERE j.id = l.id`;

const WRITE_LINES = `
  INSERT INTO job_logs (org_id, job_id, run, at, level, message, fields)
  SELECT j.org_id, j.id, l.run, l.at, l.level, l.message, l.fields
  FROM ROWS FROM (json_to_recordset($1::json) AS (
      id uuid, run int, at timestamptz, level text, message text, fields jsonb)) WITH ORDINALITY
    AS l (id, run, at, level, message, fields, line)
  JOIN jobs j ON j.id = ANY ($2::uuid[]) AND j.id = l.id 
    AND (j.run = l.run AND j.status = 'processing' OR j.run = l.run - 1 AND j.status = 'pending')
  ORDER BY l.line`;

/** Buffers and writes, in turns. Both writes are guarded by the run: a stale worker's lines and progress fall away. */
export function createRunRecorder(deps: {
  pool: Pool;
  notifier: Notifier;
  now(): Date;
  onError(error: unknown): void;
}): RunRecorder {
  const executor = onConnection(deps.pool);
  const progress = createProgressBuffer(deps.now);
  let lines: Line[] = [];
  /** The runs of these lines. */
  const touched = new Map<string, RunKey>();
  let flushing: Promise<void> = Promise.resolve();

  const write = (statement: string, entries: readonly { id: string }[]) =>
    executor.executeSql(statement, [JSON.stringify(entries), [...new Set(entries.map(({ id }) => id))]]);

  async function writeBuffered(ending: readonly string[]): Promise<void> {
    const set = { progress: progress.takeDue(new Set(ending)), lines, touched: [...touched.values()] };
    if (set.progress.length === 0 && lines.length === 0) return;
    touched.clear();
    lines = [];
    let written = 0;
    try {
      if (set.progress.length > 0) await write(WRITE_PROGRESS, set.progress);
      for (; written < set.lines.length; written += LINES_PER_WRITE_MAX) {
        await write(WRITE_LINES, set.lines.slice(written, written + LINES_PER_WRITE_MAX));
      }
    } catch (error) {
      deps.onError(error);
      // What PostgreSQL refuses is dropped: kept, it would hold up every other run's lines and end.
      if (isRefusedData(error)) return;
      lines = [...set.lines.slice(written), ...lines].slice(-BUFFERED_LINES_MAX);
      for (const run of set.touched) touched.set(run.id, run);
      progress.giveBack(set.progress);
      throw error;
    }
    const told = new Map([...set.touched, ...set.progress].map((run) => [run.id, run]));
    const changes = [...told.values()].map(({ id, orgId }) => ({ jobId: id, orgId }));
    await recordEvents(executor, changes);
    deps.notifier.changed(changes);
  }

  // Writes follow one another, so that a line never overtakes an earlier one.
  const flush = (ending: readonly string[] = []) => {
    flushing = flushing.catch(() => undefined).then(() => writeBuffered(ending));
    return flushing;
  };
  const loop = startTimedLoop({ intervalMs: FLUSH_MS, work: () => flush(), onError: () => undefined });

  return {
    recordProgress({ id, orgId, run }, { percent, message }) {
      progress.put({ id, orgId, run, percent, message: message === null ? null : clip(message) });
    },
    recordLine(run, { level, message, fields }) {
      touched.set(run.id, run);
      lines.push({
        id: run.id,
        run: run.run,
        at: deps.now().toISOString(),
        level,
        message: clip(message),
        fields: storable(fields),
      });
    },
    flush,
    async close() {
      await loop.stop();
      await flush(progress.jobIds()).catch(() => undefined);
    },
  };
}

type Progress = RunKey & { percent: number; message: string | null };

/** The latest progress of each job's run that is not yet written. */
function createProgressBuffer(now: () => Date) {
  const latest = new Map<string, Progress>();
  const writtenAt = new Map<string, number>();
  return {
    put: (progress: Progress) => void latest.set(progress.id, progress),
    jobIds: () => [...latest.keys()],
    takeDue(ending: ReadonlySet<string>): Progress[] {
      const time = now().getTime();
      // A clock that was set back holds nothing up either.
      for (const [id, at] of writtenAt) if (Math.abs(time - at) >= PROGRESS_MS) writtenAt.delete(id);
      const due = [...latest.values()].filter(({ id }) => ending.has(id) || !writtenAt.has(id));
      for (const { id } of due) {
        latest.delete(id);
        writtenAt.set(id, time);
      }
      return due;
    },
    /** What could not be written is due again, unless something newer came in the meantime. */
    giveBack(unwritten: readonly Progress[]): void {
      for (const older of unwritten) {
        writtenAt.delete(older.id);
        if (!latest.has(older.id)) latest.set(older.id, older);
      }
    },
  };
}

/** Cuts to the limit of a line without leaving half a character. */
function clip(text: string): string {
  const clean = text.replaceAll('\0', '␀').toWellFormed();
  if (Buffer.byteLength(clean) <= limits.logLineBytes) return clean;
  return `${Buffer.from(clean)
    .subarray(0, limits.logLineBytes - 3)
    .toString('utf8')
    .replace(/�+$/, '')}…`;
}

/** Fields that PostgreSQL would refuse must not hold up the lines of every other run. */
function storable(fields: Record<string, unknown>): unknown {
  try {
    const json = JSON.stringify(fields);
    if (json === '{}') return null;
    const plain: unknown = JSON.parse(json);
    const [issue] = findUnstorableJson(plain, { pointer: '', bytesMax: limits.logLineBytes });
    return issue === undefined ? plain : { unstorable: `${issue.pointer} ${issue.message}`.trim() };
  } catch (error) {
    return { unstorable: clip(`the fields of this line are not JSON: ${String(error)}`) };
  }
}
