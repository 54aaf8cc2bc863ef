/**
 * Who makes a request that is the installation's and no organisation's, by a token of its configuration: an operator, or
 * the host that calls workers.
 */
export type SystemPrincipal = { kind: 'operator' | 'worker' };

/** Who makes a request, as the credential says. People with sessions join the union when there are users. */
export type Principal = {
  kind: 'key';
  /** The key's id, a uuid. */
  id: string;
  /** The organisation the key belongs to, a uuid. */
  orgId: string;
};
