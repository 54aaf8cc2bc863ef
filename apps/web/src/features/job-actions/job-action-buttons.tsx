import { Button } from '@mantine/core';
import type { Job } from '@rota/contracts/client';
import { Ban, Check, CopyPlus, Play, RotateCw, type LucideIcon } from 'lucide-react';
import { jobActionsOf, type JobAction } from './job-actions-of.ts';

interface ActionPresentation {
  label: string;
  icon: LucideIcon;
}

const presentations: Record<JobAction, ActionPresentation> = {
  cancel: { label: 'Cancel', icon: Ban },
  retry: { label: 'Retry', icon: RotateCw },
  resolve: { label: 'Resolve', icon: Check },
  replay: { label: 'Replay', icon: CopyPlus },
};

/** A button for each thing that can be done to the job where it stands. */
export function JobActionButtons({
  job,
  pending,
  onAction,
}: {
  job: Job;
  /** What is being done. */
  pending: JobAction | undefined;
  onAction: (action: JobAction) => void;
}) {
  return jobActionsOf(job).map((action) => {
    const { label, icon: Icon } = presentationOf(action, job);
    return (
      <Button
        key={action}
        variant={action === 'retry' && job.status === 'failed' ? 'filled' : 'default'}
        leftSection={<Icon size={15} aria-hidden />}
        loading={pending === action}
        onClick={() => onAction(action)}
      >
        {label}
      </Button>
    );
  });
}

function presentationOf(action: JobAction, { status }: Job): ActionPresentation {
  return action === 'retry' && status === 'scheduled'
    ? { label: 'Run now', icon: Play }
    : presentations[action];
}
