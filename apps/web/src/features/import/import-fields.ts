import type { ImportCollection, ImportField, ImportMatchField } from '@rota/contracts/client';

/** A field that a column can fill, and the headers by which it is recognised (lower case, letters and digits only). */
export interface FieldChoice {
  field: ImportField;
  label: string;
  headers: string[];
}

const externalId = (...headers: string[]): FieldChoice => ({
  field: 'externalId',
  label: 'External id',
  headers: ['externalid', 'id', 'crmid', 'recordid', 'reference', 'ref', 'uid', ...headers],
});

/** What each collection can be filled with. */
export const importFields: Record<ImportCollection, FieldChoice[]> = {
  accounts: [
    externalId('accountid', 'companyid', 'customerid', 'accountnumber', 'customernumber'),
    {
      field: 'name',
      label: 'Name',
      headers: [
        'name',
        'company',
        'companyname',
        'account',
        'accountname',
        'organisation',
        'organization',
        'customer',
      ],
    },
    {
      field: 'domain',
      label: 'Domain',
      headers: ['domain', 'website', 'web', 'url', 'homepage', 'companydomain', 'companywebsite', 'site'],
    },
  ],
  contacts: [
    externalId('contactid', 'personid', 'userid', 'leadid'),
    {
      field: 'email',
      label: 'E-mail',
      headers: ['email', 'emailaddress', 'mail', 'workemail', 'businessemail', 'primaryemail'],
    },
    { field: 'firstName', label: 'First name', headers: ['firstname', 'first', 'givenname', 'forename'] },
    { field: 'lastName', label: 'Last name', headers: ['lastname', 'last', 'surname', 'familyname'] },
    { field: 'title', label: 'Title', headers: ['title', 'jobtitle', 'role', 'position', 'function'] },
    {
      field: 'accountExternalId',
      label: 'External id of the account',
      headers: ['accountexternalid', 'accountid', 'companyid', 'customerid'],
    },
    {
      field: 'accountDomain',
      label: 'Domain of the account',
      headers: ['accountdomain', 'companydomain', 'domain', 'website', 'companywebsite'],
    },
  ],
};

/** The fields by which rows find the record they update, the default first. */
export const matchFields: Record<ImportCollection, [ImportMatchField, ImportMatchField]> = {
  accounts: ['externalId', 'domain'],
  contacts: ['externalId', 'email'],
};

/** The words of a field. */
export function labelOf(collection: ImportCollection, field: ImportField): string {
  return importFields[collection].find((choice) => choice.field === field)?.label ?? field;
}
