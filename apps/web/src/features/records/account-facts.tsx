import type { Account } from '@rota/contracts/client';
import type { Fact } from '../../components/facts.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';

/** What is known of an account, besides its attributes. */
export function accountFacts(account: Account): Fact[] {
  return [
    { name: 'Domain', value: account.domain ?? '–' },
    { name: 'External id', value: account.externalId ?? '–' },
    { name: 'Created', value: <RelativeTime at={account.createdAt} /> },
    { name: 'Updated', value: <RelativeTime at={account.updatedAt} /> },
    { name: 'Id', value: <span className="mono">{account.id}</span>, isWide: true },
  ];
}
