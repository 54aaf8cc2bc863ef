import { Button } from '@mantine/core';
import type { Account, Contact } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { SearchX, Upload, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { BlankState } from '../../components/blank-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PagedList, type PagedRows } from '../../components/paged-list.tsx';
import { SearchField } from '../../components/search-field.tsx';
import classes from './record-list-view.module.css';

interface RecordListViewProps {
  orgSlug: string;
  title: string;
  /** What one record is; the plural ends in s. */
  noun: 'account' | 'contact';
  icon: LucideIcon;
  placeholder: string;
  search: string;
  onSearch: (text: string) => void;
  list: PagedRows<Account> | PagedRows<Contact>;
  /** The table. */
  children: ReactNode;
}

/** A searchable list of accounts or contacts in each of its states. */
export function RecordListView(props: RecordListViewProps) {
  const { orgSlug, title, noun, placeholder, search, onSearch, list, children } = props;
  return (
    <>
      <PageHeader title={title} actions={<ImportLink orgSlug={orgSlug} noun={noun} />} />
      <search className={classes['search']}>
        <SearchField label={`Search ${noun}s`} placeholder={placeholder} value={search} onSearch={onSearch} />
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

function NoneFits({ noun, search, onSearch }: RecordListViewProps) {
  return (
    <BlankState
      icon={SearchX}
      title={`No ${noun} fits “${search}”`}
      role="status"
      actions={
        <Button variant="default" onClick={() => onSearch('')}>
          Clear the search
        </Button>
      }
    />
  );
}

function NoRecords({ orgSlug, noun, icon }: RecordListViewProps) {
  return (
    <BlankState icon={icon} title={`No ${noun}s yet`} actions={<ImportLink orgSlug={orgSlug} noun={noun} />}>
      <p>Import a CSV file to fill this list. Running the same file again doubles nothing.</p>
    </BlankState>
  );
}

function ImportLink({ orgSlug, noun }: Pick<RecordListViewProps, 'orgSlug' | 'noun'>) {
  return (
    <Button
      leftSection={<Upload size={15} aria-hidden />}
      renderRoot={(props) => <Link {...props} to="/orgs/$orgSlug/import" params={{ orgSlug }} />}
    >
      Import {noun}s
    </Button>
  );
}
