import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { SearchX, Upload, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { BlankState } from '../../components/blank-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { formatQuantity } from '../../components/format-number.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SearchField } from '../../components/search-field.tsx';
import classes from './records-view.module.css';

/** What a list of records is told. */
export interface RecordsViewProps {
  orgSlug: string;
  title: string;
  noun: { one: string; many: string };
  icon: LucideIcon;
  placeholder: string;
  search: string;
  onSearch: (text: string) => void;
  /** How many are shown; undefined while the first page is loading. */
  count: number | undefined;
  error: unknown;
  hasMore: boolean;
  isLoadingMore: boolean;
  onLoadMore: () => void;
  onRetry: () => void;
  /** The table. */
  children: ReactNode;
}

/** A searchable list of accounts or contacts in each of its states. */
export function RecordsView(props: RecordsViewProps) {
  const { orgSlug, title, placeholder, search, onSearch } = props;
  return (
    <>
      <PageHeader
        title={title}
        actions={<ImportLink orgSlug={orgSlug} label={`Import ${props.noun.many}`} />}
      />
      <search className={classes['search']}>
        <SearchField
          label={`Search ${props.noun.many}`}
          placeholder={placeholder}
          value={search}
          onSearch={onSearch}
        />
      </search>
      <Body {...props} />
    </>
  );
}

function Body(props: RecordsViewProps) {
  const { count, error, search, noun, hasMore, isLoadingMore, onLoadMore, onRetry, onSearch, children } =
    props;
  if (count === undefined && error) return <FailureState error={error} onRetry={onRetry} />;
  if (count === 0 && search !== '') {
    return (
      <BlankState
        icon={SearchX}
        title={`No ${noun.one} fits “${search}”`}
        role="status"
        actions={
          <Button variant="default" onClick={() => onSearch('')}>
            Clear the search
          </Button>
        }
      />
    );
  }
  if (count === 0) {
    return (
      <BlankState
        icon={props.icon}
        title={`No ${noun.many} yet`}
        actions={<ImportLink orgSlug={props.orgSlug} label={`Import ${noun.many}`} />}
      >
        <p>Import a CSV file to fill this list. Running the same file again doubles nothing.</p>
      </BlankState>
    );
  }
  return (
    <>
      {children}
      {count !== undefined && (
        <LoadMore
          shown={formatQuantity(count, noun.one, noun.many)}
          hasMore={hasMore}
          isLoading={isLoadingMore}
          onLoadMore={onLoadMore}
        />
      )}
    </>
  );
}

function ImportLink({ orgSlug, label }: { orgSlug: string; label: string }) {
  return (
    <Button
      leftSection={<Upload size={15} aria-hidden />}
      renderRoot={(props) => <Link {...props} to="/orgs/$orgSlug/import" params={{ orgSlug }} />}
    >
      {label}
    </Button>
  );
}
