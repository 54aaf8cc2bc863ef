import type { JobStatus } from '@rota/contracts/client';
import {
  Ban,
  CalendarClock,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  LoaderCircle,
  RotateCw,
  type LucideIcon,
} from 'lucide-react';
import type { Tone } from './tone.ts';

/** How a status looks, and what it means in one sentence. */
export interface StatusPresentation {
  label: string;
  tone: Tone;
  icon: LucideIcon;
  /** The icon turns. */
  moves?: true;
  description: string;
}

/** Every status there is, in the order of a job's life. A new one in the contract does not compile without an entry. */
export const jobStatuses: Record<JobStatus, StatusPresentation> = {
  scheduled: { label: 'Scheduled', tone: 'info', icon: CalendarClock, description: 'Waits for its time' },
  blocked: { label: 'Blocked', tone: 'neutral', icon: CirclePause, description: 'Waits for other jobs' },
  pending: { label: 'Pending', tone: 'neutral', icon: CircleDashed, description: 'Waits for a worker' },
  processing: {
    label: 'Processing',
    tone: 'accent',
    icon: LoaderCircle,
    moves: true,
    description: 'A worker has it in hand',
  },
  retrying: {
    label: 'Retrying',
    tone: 'warning',
    icon: RotateCw,
    description: 'An attempt failed; the next one is due soon',
  },
  completed: { label: 'Completed', tone: 'positive', icon: CircleCheck, description: 'Ended well' },
  failed: { label: 'Failed', tone: 'negative', icon: CircleX, description: 'Ended with an error' },
  cancelled: { label: 'Cancelled', tone: 'neutral', icon: Ban, description: 'Ended because somebody asked' },
};

/** Whether a text, from an address for example, is a status. */
export function isJobStatus(text: string): text is JobStatus {
  return Object.hasOwn(jobStatuses, text);
}

/** All statuses in the order of a job's life. */
export const jobStatusNames: JobStatus[] = Object.keys(jobStatuses).filter(isJobStatus);
