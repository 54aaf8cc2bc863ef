import type { JobLog, JobLogLevel } from '@rota/contracts/client';
import { memo } from 'react';
import { formatAbsolute, formatLogTime } from '../../components/format-time.ts';
import type { Tone } from '../../components/tone.ts';
import classes from './log-line.module.css';

/** Every level with its word and colour. */
const levels: Record<JobLogLevel, { word: string; tone: Tone }> = {
  debug: { word: 'debug', tone: 'neutral' },
  info: { word: 'info', tone: 'info' },
  warn: { word: 'warn', tone: 'warning' },
  error: { word: 'error', tone: 'negative' },
};

/** One line of a log: time, level, message, fields. Lines never change, so each is drawn once. */
export const LogLine = memo(function LogLine({ line }: { line: JobLog }) {
  const { word, tone } = levels[line.level];
  const at = Date.parse(line.at);
  return (
    <li className={classes['line']} data-tone={tone} data-level={line.level}>
      <time dateTime={line.at} title={formatAbsolute(at)} className={classes['time']}>
        {formatLogTime(at)}
      </time>
      <span className={classes['level']}>{word}</span>
      <span className={classes['message']}>
        {line.message}
        {line.fields && <span className={classes['fields']}>{formatFields(line.fields)}</span>}
      </span>
    </li>
  );
});

function formatFields(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
}
