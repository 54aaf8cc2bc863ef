import { Button } from '@mantine/core';
import type { Job } from '@rota/contracts/client';
import { Ban, Check, CopyPlus, Play, RotateCw, type LucideIcon } from 'lucide-react';
import { jobControlsOf, type JobControl } from './job-controls-of.ts';

interface ControlPresentation {
  label: string;
  icon: LucideIcon;
}

const presentations: Record<JobControl, ControlPresentation> = {
  cancel: { label: 'Cancel', icon: Ban },
  retry: { label: 'Retry', icon: RotateCw },
  resolve: { label: 'Resolve', icon: Check },
  replay: { label: 'Replay', icon: CopyPlus },
};

/** A button for each thing that can be done to the job where it stands. */
export function JobControlButtons({
  job,
  pending,
  onAsk,
}: {
  job: Job;
  /** What is being done. */
  pending: JobControl | undefined;
  onAsk: (control: JobControl) => void;
}) {
  return jobControlsOf(job).map((control) => {
    const { label, icon: Icon } = presentationOf(control, job);
    return (
      <Button
        key={control}
        variant={control === 'retry' && job.status === 'failed' ? 'filled' : 'default'}
        leftSection={<Icon size={15} aria-hidden />}
        loading={pending === control}
        onClick={() => onAsk(control)}
      >
        {label}
      </Button>
    );
  });
}

function presentationOf(control: JobControl, { status }: Job): ControlPresentation {
  return control === 'retry' && status === 'scheduled'
    ? { label: 'Run now', icon: Play }
    : presentations[control];
}
