/** Who makes a request, as the credential says. People with sessions join the union when there are users. */
export type Principal = {
  kind: 'key';
  /** The key's id, a uuid. */
  id: string;
  /** The organisation the key belongs to, a uuid. */
  orgId: string;
};
