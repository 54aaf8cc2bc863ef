import type { Account } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { DataTable, rowLinkClass, type Column } from '../../components/data-table.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import classes from './record-table.module.css';
import type { RecordsSearch } from './records-search.ts';

/** Accounts in rows; each opens its drawer. */
export function AccountTable({
  orgSlug,
  accounts,
  search,
}: {
  orgSlug: string;
  accounts: Account[] | undefined;
  search: string;
}) {
  const link = (account: Account) => (
    <Link
      to="/orgs/$orgSlug/accounts/$accountId"
      params={{ orgSlug, accountId: account.id }}
      search={toSearch(search)}
      className={rowLinkClass}
    >
      {account.name || account.domain || account.id}
    </Link>
  );
  const columns: Column<Account>[] = [
    { key: 'name', header: 'Name', cell: link },
    { key: 'domain', header: 'Domain', width: '28%', cell: ({ domain }) => <Text text={domain} /> },
    {
      key: 'externalId',
      header: 'External id',
      width: '20%',
      cell: ({ externalId }) => <Text text={externalId} />,
    },
    {
      key: 'updated',
      header: 'Updated',
      width: '8rem',
      align: 'end',
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
    },
  ];
  return (
    <DataTable
      caption="Accounts, newest first"
      columns={columns}
      rows={accounts}
      rowKey={({ id }) => id}
      card={(account) => (
        <>
          {link(account)}
          <div className={classes['cardLine']}>
            <Text text={account.domain} />
            <Text text={account.externalId} />
          </div>
        </>
      )}
    />
  );
}

function Text({ text }: { text: string | null }) {
  return <span className={classes['muted']}>{text ?? '–'}</span>;
}

function toSearch(search: string): RecordsSearch {
  return search === '' ? {} : { search };
}
