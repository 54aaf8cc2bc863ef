import type { HandlersOf } from '@rota/contracts/server';
import { readPage, toPage } from '../../http/page.ts';
import { readPathId } from '../../http/read-path-id.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { toAccountResponse } from './accounts.convert.ts';
import { accountNotFound } from './accounts.errors.ts';
import type { AccountsService } from './accounts.service.ts';

/** The operations on accounts. */
export function createAccountsRoutes({
  accountsService,
}: {
  accountsService: AccountsService;
}): HandlersOf<'accounts', RequestContext> {
  return {
    async listAccounts({ query }, { orgId }) {
      const scope = { list: 'accounts', orgId, filters: { search: query.search } };
      const page = readPage(query, scope);
      const rows = await accountsService.listAccounts({ orgId, search: query.search, page });
      return {
        status: 200,
        body: toPage(rows, { page, scope, keyOf: (row) => row.id, toItem: toAccountResponse }),
      };
    },

    async getAccount({ path }, { orgId }) {
      const accountId = readPathId(path.accountId, { prefix: 'acc', notFound: accountNotFound });
      return { status: 200, body: toAccountResponse(await accountsService.getAccount({ orgId, accountId })) };
    },
  };
}
