/** Why a pending job is kept from running, in words. */
const parkedReasons: Readonly<Record<string, string>> = {
  paused: 'Paused',
  organisation_cap: 'Waits: the organisation has as many jobs running as it may',
  type_cap: 'Waits: as many jobs of this type run as may',
};

/** What to say of a pending job; a reason that this console does not know yet is shown as it is. */
export function describeParkedReason(reason: string): string {
  return parkedReasons[reason] ?? reason;
}
