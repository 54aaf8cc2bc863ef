import { Button, Skeleton } from '@mantine/core';
import type { DeadLetterGroup, DeadLetterGroupPage } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { FilterX, PartyPopper, TriangleAlert } from 'lucide-react';
import { BlankState } from '../../components/blank-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { DeadLetterCard } from './dead-letter-card.tsx';
import classes from './dead-letter-list-view.module.css';

interface DeadLetterListViewProps {
  orgSlug: string;
  /** Undefined while they are loading, and when they could not be read. */
  page: DeadLetterGroupPage | undefined;
  error: unknown;
  /** Only this group is shown. */
  fingerprint: string | undefined;
  onReread: () => void;
  onRetry: (group: DeadLetterGroup) => void;
  onResolve: (group: DeadLetterGroup) => void;
}

/** The groups of dead letters in each of their states. */
export function DeadLetterListView(props: DeadLetterListViewProps) {
  const { orgSlug, page, error, fingerprint, onReread, onRetry, onResolve } = props;
  if (!page) return error ? <FailureState error={error} onRetry={onReread} /> : <LoadingCards />;
  const groups = page.data.filter((group) => fingerprint === undefined || group.fingerprint === fingerprint);
  if (groups.length === 0) {
    return fingerprint === undefined ? <NoDeadLetters /> : <GroupGone orgSlug={orgSlug} />;
  }
  return (
    <>
      {!page.isComplete && (
        <Notice icon={TriangleAlert} tone="warning" title="Not all dead letters are counted">
          There are more than 10,000. Counts and first times are those of the newest ones.
        </Notice>
      )}
      <ul className={classes['groups']}>
        {groups.map((group) => (
          <li key={group.fingerprint}>
            <DeadLetterCard
              orgSlug={orgSlug}
              group={group}
              onRetry={() => onRetry(group)}
              onResolve={() => onResolve(group)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function NoDeadLetters() {
  return (
    <BlankState icon={PartyPopper} title="No dead letters" tone="positive">
      <p>A job that fails for good appears here, beside those that failed of the same cause.</p>
    </BlankState>
  );
}

function GroupGone({ orgSlug }: { orgSlug: string }) {
  return (
    <BlankState
      icon={FilterX}
      title="Nothing of this group is left"
      actions={
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/orgs/$orgSlug/dead-letters" params={{ orgSlug }} search={{}} />
          )}
        >
          Show all groups
        </Button>
      }
    >
      <p>Its jobs were retried or resolved.</p>
    </BlankState>
  );
}

const placeholders = [1, 2, 3];

function LoadingCards() {
  return (
    <ul className={classes['groups']} aria-busy aria-label="Loading the groups">
      {placeholders.map((number) => (
        <li key={number}>
          <Skeleton h={116} radius="lg" />
        </li>
      ))}
    </ul>
  );
}
