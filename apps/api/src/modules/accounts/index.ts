/** `upsertAccounts` joins the transaction of an import, which writes a chunk as a whole: it has no rule of its own. */
export {
  upsertAccounts,
  type AccountRow,
  type AccountUpsertOutcome,
  type AccountValues,
} from './accounts.repository.ts';
export { createAccountsRoutes } from './accounts.routes.ts';
export { createAccountsService, type AccountsService } from './accounts.service.ts';
