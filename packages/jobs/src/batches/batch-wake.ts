/** What a wake says when workers have something to do for batches. No queue has this name: a type cannot be called so. */
export const BATCH_WAKE = 'batch';
