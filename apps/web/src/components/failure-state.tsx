import { Button } from '@mantine/core';
import { CloudOff, Lock, SearchX, ServerCrash, Timer, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { toFailure, type FailureKind } from './failure.ts';
import { BlankState } from './blank-state.tsx';
import classes from './failure-state.module.css';

const icons: Record<FailureKind, LucideIcon> = {
  unauthorised: Lock,
  forbidden: Lock,
  missing: SearchX,
  invalid: TriangleAlert,
  busy: Timer,
  offline: CloudOff,
  server: ServerCrash,
};

/** What a failure is told. */
interface FailureStateProps {
  /** What the SDK threw. */
  error: unknown;
  onRetry?: () => void;
  /** It stands for the whole page. */
  isPage?: boolean;
  /** Where to go from here, where trying again cannot help. */
  wayOut?: ReactNode;
}

/** What is shown instead of what could not be read. */
export function FailureState({ error, onRetry, isPage = false, wayOut }: FailureStateProps) {
  const failure = toFailure(error);
  const isHopeless = failure.kind === 'forbidden' || failure.kind === 'missing';
  return (
    <BlankState
      icon={icons[failure.kind]}
      title={failure.title}
      tone={isHopeless ? 'neutral' : 'negative'}
      role="alert"
      isPage={isPage}
      actions={
        isHopeless
          ? wayOut
          : onRetry && (
              <Button variant="default" onClick={onRetry}>
                Try again
              </Button>
            )
      }
    >
      <p>{failure.detail}</p>
      {failure.violations.map(({ pointer, message }) => (
        <p key={pointer}>
          <span className="mono">{pointer}</span> {message}
        </p>
      ))}
      {failure.requestId && (
        <p className={classes['request']}>
          <span className="mono">{failure.code}</span> · request{' '}
          <span className="mono">{failure.requestId}</span>
        </p>
      )}
    </BlankState>
  );
}
