import { Anchor } from '@mantine/core';
import type { Batch } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../../components/format-number.ts';

/** One line above the list of a batch's jobs: how far they are, and the way to the batch itself. */
export function BatchSummary({ orgSlug, batch }: { orgSlug: string; batch: Batch }) {
  const { completed, failed, cancelled, total } = batch.counts;
  const ended = completed + failed + cancelled;
  return (
    <>
      {formatCount(ended)} of {formatCount(total)} have ended, {formatCount(failed)} of them badly.{' '}
      <Anchor
        inherit
        renderRoot={(props) => (
          <Link {...props} to="/orgs/$orgSlug/jobs/$jobId" params={{ orgSlug, jobId: batch.id }} />
        )}
      >
        Show the batch
      </Anchor>
    </>
  );
}
