import type { Contact } from '@rota/contracts/client';

/** What a contact is called: the name, else the address, else the id where it came from. */
export function contactName({ firstName, lastName, email, externalId, id }: Contact): string {
  const name = `${firstName} ${lastName}`.trim();
  return name || (email ?? externalId ?? id);
}
