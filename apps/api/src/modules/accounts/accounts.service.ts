import { inOrganisation, type Database, type PageRequest } from '@rota/db';
import { accountNotFound } from './accounts.errors.ts';
import { findAccount, listAccounts, type AccountRow } from './accounts.repository.ts';

/** Accounts of organisations, for reading; imports write them. */
export type AccountsService = {
  /** A page and the row after it. */
  listAccounts(query: {
    orgId: string;
    search: string | undefined;
    page: PageRequest;
  }): Promise<AccountRow[]>;
  /** @throws AppError `account.not_found` */
  getAccount(key: { orgId: string; accountId: string }): Promise<AccountRow>;
};

/** The service on the role of requests. */
export function createAccountsService({ db }: { db: Database }): AccountsService {
  return {
    listAccounts: (query) => inOrganisation(db, query.orgId, (tx) => listAccounts(tx, query)),
    async getAccount(key) {
      const row = await inOrganisation(db, key.orgId, (tx) => findAccount(tx, key));
      if (row === undefined) throw accountNotFound();
      return row;
    },
  };
}
