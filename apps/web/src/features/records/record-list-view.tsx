import { Button } from '@mantine/core';
import type { Account, Contact } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { Building2, SearchX, Upload, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { BlankState } from '../../components/blank-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PagedList, type PagedRows } from '../../components/paged-list.tsx';
import { SearchField } from '../../components/search-field.tsx';
import classes from './record-list-view.module.css';

/** How the two kinds of records differ on their page. */
const kinds = {
  accounts: { title: 'Accounts', noun: 'account', icon: Building2, search: 'Search by name, domain or id' },
  contacts: { title: 'Contacts', noun: 'contact', icon: UsersRound, search: 'Search by name, e-mail or id' },
};

interface RecordListViewProps {
  orgSlug: string;
  kind: keyof typeof kinds;
  /** What is searched for; empty for everything. */
  search: string;
  onSearch: (text: string) => void;
  list: PagedRows<Account> | PagedRows<Contact>;
  /** The table. */
  children: ReactNode;
}

/** A searchable list of accounts or contacts in each of its states. */
export function RecordListView(props: RecordListViewProps) {
  const { orgSlug, kind, search, onSearch, list, children } = props;
  const { title, noun, search: placeholder } = kinds[kind];
  return (
    <>
      <PageHeader title={title} actions={<ImportLink orgSlug={orgSlug} kind={kind} />} />
      <search className={classes['search']}>
        <SearchField label={`Search ${kind}`} placeholder={placeholder} value={search} onSearch={onSearch} />
      </search>
      <PagedList<Account | Contact>
        list={list}
        noun={noun}
        empty={search === '' ? <NoRecords {...props} /> : <NoneFits {...props} />}
        table={children}
      />
    </>
  );
}

function NoneFits({ kind, search, onSearch }: RecordListViewProps) {
  return (
    <BlankState
      icon={SearchX}
      title={`No ${kinds[kind].noun} fits “${search}”`}
      role="status"
      actions={
        <Button variant="default" onClick={() => onSearch('')}>
          Clear the search
        </Button>
      }
    />
  );
}

function NoRecords({ orgSlug, kind }: RecordListViewProps) {
  return (
    <BlankState
      icon={kinds[kind].icon}
      title={`No ${kind} yet`}
      actions={<ImportLink orgSlug={orgSlug} kind={kind} />}
    >
      <p>Import a CSV file to fill this list. Running the same file again doubles nothing.</p>
    </BlankState>
  );
}

function ImportLink({ orgSlug, kind }: Pick<RecordListViewProps, 'orgSlug' | 'kind'>) {
  return (
    <Button
      leftSection={<Upload size={15} aria-hidden />}
      renderRoot={(props) => <Link {...props} to="/orgs/$orgSlug/import" params={{ orgSlug }} />}
    >
      Import {kind}
    </Button>
  );
}
