import type { JobWaiting, JobWaitingReason } from '@rota/contracts/client';
import {
  CalendarClock,
  CirclePause,
  Gauge,
  Link2,
  ListOrdered,
  RotateCw,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import { formatBoundedCount } from '../../components/format-number.ts';
import { Notice } from '../../components/notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import type { Tone } from '../../components/tone.ts';
import classes from './job-waiting-notice.module.css';

/** How each reason looks. A new one in the contract does not compile without an entry; null: there is nothing to say. */
const reasons: Record<JobWaitingReason, { title: string; icon: LucideIcon; tone: Tone } | null> = {
  scheduled: { title: 'It waits for its time', icon: CalendarClock, tone: 'info' },
  blocked: { title: 'It waits for other jobs', icon: Link2, tone: 'neutral' },
  line: { title: 'It stands in line', icon: ListOrdered, tone: 'neutral' },
  organisationCap: { title: 'The organisation has no place free', icon: Gauge, tone: 'warning' },
  typeCap: { title: 'Its type has no place free', icon: Gauge, tone: 'warning' },
  paused: { title: 'It is paused', icon: CirclePause, tone: 'warning' },
  backoff: { title: 'It waits for its next attempt', icon: RotateCw, tone: 'warning' },
  noWorker: { title: 'No worker is there to run it', icon: Unplug, tone: 'negative' },
  none: null,
};

/** Why a job does not run yet, its place in the line, and when it should start. */
export function JobWaitingNotice({ waiting }: { waiting: JobWaiting }) {
  const presentation = reasons[waiting.reason];
  if (!presentation) return null;
  const { detail, position, estimatedStartAt } = waiting;
  return (
    <Notice icon={presentation.icon} tone={presentation.tone} title={presentation.title}>
      {detail}
      {(position !== 0 || estimatedStartAt !== null) && (
        <dl className={classes['facts']}>
          {position !== 0 && (
            <div>
              <dt>Place in the line</dt>
              <dd className="tabular">{formatBoundedCount(position)}</dd>
            </div>
          )}
          {estimatedStartAt !== null && (
            <div>
              <dt>Should start</dt>
              <dd>
                <RelativeTime at={estimatedStartAt} />
              </dd>
            </div>
          )}
        </dl>
      )}
    </Notice>
  );
}
