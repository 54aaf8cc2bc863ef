import { Button, Skeleton } from '@mantine/core';
import type { JobLog } from '@rota/contracts/client';
import { ArrowDownToLine, Pause } from 'lucide-react';
import { FailureState } from '../../components/failure-state.tsx';
import { formatQuantity } from '../../components/format-number.ts';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { LogLine } from './log-line.tsx';
import classes from './log-view.module.css';
import { useFollowing } from './use-following.ts';

interface LogViewProps {
  /** Undefined while they are loading. */
  lines: JobLog[] | undefined;
  /** With as many there may have been earlier ones, which are not kept. */
  linesMax: number;
  error: unknown;
  /** More lines may come: the view follows the end until somebody scrolls up or pauses. */
  isGoing: boolean;
}

/** A job's log lines, oldest first. */
export function LogView({ lines, linesMax, error, isGoing }: LogViewProps) {
  const { box, isFollowing, setFollowing, onScroll } = useFollowing({
    isGoing,
    lastId: lines?.at(-1)?.id ?? 0,
  });
  if (!lines) {
    return (
      <div className={classes['blank']}>
        {error ? <FailureState error={error} /> : <Skeleton h={12} w="60%" />}
      </div>
    );
  }
  if (lines.length === 0) {
    return (
      <p className={classes['blank']}>
        {isGoing ? 'No lines yet. They appear as they are written.' : 'It wrote no lines.'}
      </p>
    );
  }
  return (
    <>
      <ScrollRegion ref={box} className={classes['box']} onScroll={onScroll} label="Log lines">
        {lines.length >= linesMax && (
          <p className={classes['cut']}>Only the latest {formatQuantity(linesMax, 'line')} are shown.</p>
        )}
        <ol className={classes['lines']}>
          {lines.map((line) => (
            <LogLine key={line.id} line={line} />
          ))}
        </ol>
      </ScrollRegion>
      <Foot count={lines.length} isGoing={isGoing} isFollowing={isFollowing} onFollow={setFollowing} />
    </>
  );
}

function Foot({
  count,
  isGoing,
  isFollowing,
  onFollow,
}: {
  count: number;
  isGoing: boolean;
  isFollowing: boolean;
  onFollow: (isFollowing: boolean) => void;
}) {
  return (
    <div className={classes['foot']}>
      <span className="tabular">{formatQuantity(count, 'line')}</span>
      {isGoing && (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={
            isFollowing ? <Pause size={13} aria-hidden /> : <ArrowDownToLine size={13} aria-hidden />
          }
          onClick={() => onFollow(!isFollowing)}
        >
          {isFollowing ? 'Pause following' : 'Follow the end'}
        </Button>
      )}
    </div>
  );
}
