import type { Account } from '@rota/contracts/client';
import { Link } from '@tanstack/react-router';
import { rowLinkClass } from '../../components/data-table.tsx';
import { RecordTable, type TextColumn } from './record-table.tsx';

const texts: TextColumn<Account>[] = [
  { key: 'domain', header: 'Domain', width: '28%', text: ({ domain }) => domain },
  { key: 'externalId', header: 'External id', width: '20%', text: ({ externalId }) => externalId },
];

/** Accounts in rows; each opens its drawer, and the search stays as it is. */
export function AccountTable({ orgSlug, accounts }: { orgSlug: string; accounts: Account[] | undefined }) {
  return (
    <RecordTable
      caption="Accounts, newest first"
      rows={accounts}
      texts={texts}
      link={(account) => (
        <Link
          to="/orgs/$orgSlug/accounts/$accountId"
          params={{ orgSlug, accountId: account.id }}
          search
          className={rowLinkClass}
        >
          {account.name || account.domain || account.id}
        </Link>
      )}
    />
  );
}
