import classes from './progress-bar.module.css';
import type { Tone } from './tone.ts';

/** A thin bar. `label` names what progresses; the percentage is read out with it on request, not at each change. */
export function ProgressBar({
  percent,
  label,
  tone = 'accent',
}: {
  percent: number;
  label: string;
  tone?: Tone;
}) {
  return (
    <div
      className={classes['track']}
      data-tone={tone}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div className={classes['fill']} style={{ transform: `scaleX(${percent / 100})` }} />
    </div>
  );
}
