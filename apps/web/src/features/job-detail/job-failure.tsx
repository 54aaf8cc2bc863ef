import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { FailureState } from '../../components/failure-state.tsx';

/** What stands for a job that could not be read, with the way back to the others. */
export function JobFailure({
  orgSlug,
  error,
  onRetry,
}: {
  orgSlug: string;
  error: unknown;
  onRetry: () => void;
}) {
  return (
    <FailureState
      error={error}
      isPage
      onRetry={onRetry}
      wayOut={
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/orgs/$orgSlug/jobs" params={{ orgSlug }} />}
        >
          See all jobs
        </Button>
      }
    />
  );
}
