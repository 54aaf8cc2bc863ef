import { domainToASCII } from 'node:url';

/** What an import can write. */
export type ImportCollection = 'accounts' | 'contacts';

/** The fields by which a row can find its record; not every collection has each. */
export type ImportMatchField = 'externalId' | 'domain' | 'email';

/** Every field of either collection that a column can fill. */
export type ImportFieldName =
  | 'externalId'
  | 'name'
  | 'domain'
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'title'
  | 'accountExternalId'
  | 'accountDomain';

/** How a cell becomes the value of a field. */
export interface ImportField {
  /** Brings what people write for one thing to one form. Gets the cell without outer white space, not empty. */
  normalise(cell: string): string;
  /** What is wrong with a normalised value, to be read after the column's name; null when nothing is. */
  findFault(value: string): string | null;
}

/** What a collection takes, and how its rows are told apart. */
export interface ImportTarget {
  fields: Partial<Record<ImportFieldName, ImportField>>;
  /** The fields a row may be matched by; the first that a column fills is the default. */
  matchFields: readonly [ImportMatchField, ImportMatchField];
}

/** RFC 1035: 253 characters, labels of at most 63. Two labels at least: `localhost` is nobody's domain. */
const DOMAIN =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DOMAIN_CHARS_MAX = 253;

/** What can be an address at all; whether mail arrives there, only a mail can tell. */
const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
const EMAIL_CHARS_MAX = 320;

const domain: ImportField = {
  normalise: toDomain,
  findFault: (value) => (DOMAIN.test(value) ? null : 'is not a domain name such as example.com'),
};

const email: ImportField = {
  normalise: (cell) => cell.toLowerCase(),
  findFault: (value) =>
    value.length <= EMAIL_CHARS_MAX && EMAIL.test(value)
      ? null
      : 'is not an e-mail address such as ada@example.com',
};

/** What an import of each collection can fill. */
export const importTargets: Record<ImportCollection, ImportTarget> = {
  accounts: {
    fields: { externalId: text(255), name: text(500), domain },
    matchFields: ['externalId', 'domain'],
  },
  contacts: {
    fields: {
      externalId: text(255),
      email,
      firstName: text(255),
      lastName: text(255),
      title: text(255),
      accountExternalId: text(255),
      accountDomain: domain,
    },
    matchFields: ['externalId', 'email'],
  },
};

function text(charsMax: number): ImportField {
  return {
    normalise: (cell) => cell,
    findFault: (value) => (value.length <= charsMax ? null : `is longer than ${charsMax} characters`),
  };
}

/** Web addresses stand for their host, and names beyond ASCII for their registered form: one company, one domain. */
function toDomain(cell: string): string {
  const host = cell
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/s, '');
  if (host.length > DOMAIN_CHARS_MAX) return host;
  return /^[\x20-\x7E]*$/.test(host) ? host : domainToASCII(host) || host;
}
