import { Anchor, Button } from '@mantine/core';
import type { Batch } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { Facts } from '../../components/facts.tsx';
import { formatCount } from '../../components/format-number.ts';
import { Panel } from '../../components/panel.tsx';
import classes from './batch-panel.module.css';
import { describeFailurePolicy } from './describe-failure-policy.ts';

/** How the jobs of a batch stand, where they are listed, and its failures run again. */
export function BatchPanel({
  orgSlug,
  batch,
  isRetrying,
  onRetryFailed,
}: {
  orgSlug: string;
  batch: Batch;
  isRetrying: boolean;
  onRetryFailed: () => void;
}) {
  const { counts, failurePolicy, status, type } = batch;
  const canRetry = status === 'failed' && counts.failed > 0;
  return (
    <Panel>
      <div className={classes['head']}>
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/orgs/$orgSlug/jobs" params={{ orgSlug }} search={{ batchId: batch.id }} />
          )}
        >
          {formatCount(counts.total)} jobs of {type}
        </Anchor>
        {canRetry && (
          <Button
            leftSection={<RotateCw size={15} aria-hidden />}
            loading={isRetrying}
            onClick={onRetryFailed}
          >
            Retry failures
          </Button>
        )}
      </div>
      <Facts
        facts={[
          { name: 'Waiting', value: formatCount(counts.pending) },
          { name: 'Running', value: formatCount(counts.processing) },
          { name: 'Completed', value: formatCount(counts.completed) },
          { name: 'Failed', value: formatCount(counts.failed) },
          { name: 'Cancelled', value: formatCount(counts.cancelled) },
          { name: 'Fails', value: describeFailurePolicy(failurePolicy) },
        ]}
      />
    </Panel>
  );
}
