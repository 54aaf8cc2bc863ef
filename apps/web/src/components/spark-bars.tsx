import classes from './spark-bars.module.css';

/** One bar. */
interface SparkBar {
  /** What it stands for, for its tooltip: `14 Mar: 9`. */
  label: string;
  value: number;
}

const barWidth = 7;
const gap = 2;
const height = 28;
/** So high is a bar that stands for something, however little beside the others. */
const leastHeight = 3;
const emptyHeight = 1.5;

/** A row of small bars, to see at a glance what rises and what has passed. `label` says the same in words. */
export function SparkBars({ bars, label }: { bars: SparkBar[]; label: string }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const width = Math.max(bars.length * (barWidth + gap) - gap, 0);
  return (
    <svg
      className={classes['spark']}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {bars.map((bar, index) => {
        const filled = Math.max((bar.value / most) * height, leastHeight);
        const barHeight = bar.value === 0 ? emptyHeight : filled;
        return (
          <rect
            key={bar.label}
            x={index * (barWidth + gap)}
            y={height - barHeight}
            width={barWidth}
            height={barHeight}
            rx={1.5}
            data-empty={bar.value === 0 || undefined}
          >
            <title>{bar.label}</title>
          </rect>
        );
      })}
    </svg>
  );
}
