export {
  upsertAccounts,
  type AccountRow,
  type AccountUpsertOutcome,
  type AccountValues,
} from './accounts.repository.ts';
export { createAccountsRoutes } from './accounts.routes.ts';
export { createAccountsService, type AccountsService } from './accounts.service.ts';
