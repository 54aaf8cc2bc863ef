import type { Transaction } from '@rota/db';

/** What a handler wants to happen in the transaction that ends its job. Made by `context.settle`. */
export class JobEffects<Output> {
  readonly work: (tx: Transaction, orgId: string) => Promise<Output>;

  constructor(work: JobEffects<Output>['work']) {
    this.work = work;
  }
}
