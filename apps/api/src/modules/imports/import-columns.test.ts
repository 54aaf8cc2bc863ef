import { describe, expect, test } from 'vitest';
import { planColumns, type ImportChoices, type ImportPlan } from './import-columns.ts';

function planOf(header: string[], choices: ImportChoices): ImportPlan {
  const planned = planColumns(header, choices);
  if ('faults' in planned) throw new Error(planned.faults.join('; '));
  return planned.plan;
}

function targetsOf({ columns }: ImportPlan): string[] {
  return columns.map((column) => {
    if (column.kind === 'field') return column.field;
    return column.kind === 'attribute' ? `attributes.${column.name}` : '-';
  });
}

function faultsOf(header: string[], choices: ImportChoices): string[] {
  const planned = planColumns(header, choices);
  return 'faults' in planned ? planned.faults : [];
}

describe('without a mapping', () => {
  test('a column fills the field of its name, whatever its case, spaces, dashes and underscores', () => {
    const plan = planOf(['External ID', ' e-mail ', 'FIRST_NAME', 'lastname', 'Account external-id'], {
      collection: 'contacts',
    });
    expect(targetsOf(plan)).toEqual(['externalId', 'email', 'firstName', 'lastName', 'accountExternalId']);
  });

  test('other columns become attributes under their header, and columns without a header nothing', () => {
    const plan = planOf(['domain', 'Staff (2025)', ' ', 'email', 'constructor'], { collection: 'accounts' });
    expect(targetsOf(plan)).toEqual([
      'domain',
      'attributes.Staff (2025)',
      '-',
      'attributes.email',
      'attributes.constructor',
    ]);
  });
});

describe('with a mapping', () => {
  test('only the mapping decides which fields are filled, and the other columns become attributes', () => {
    const plan = planOf(['Firma', 'name', 'Nr', 'Staff'], {
      collection: 'accounts',
      mapping: { Firma: 'name', Nr: 'externalId', Staff: 'attributes.employees' },
    });
    expect(targetsOf(plan)).toEqual(['name', 'attributes.name', 'externalId', 'attributes.employees']);
  });

  test('every fault of header and mapping is reported at once', () => {
    const faults = faultsOf(['A', 'B', 'B', 'C', 'D', '__proto__'], {
      collection: 'accounts',
      mapping: { A: 'name', C: 'name', D: 'firstName', Missing: 'domain' },
    });
    expect(faults).toEqual([
      'more than one column is called "B"',
      'the header "__proto__" cannot be the name of an attribute',
      '"D" is mapped to "firstName", which is no field of accounts (externalId, name, domain, attributes.<name> or ignore)',
      'the mapping names a column "Missing", which the file does not have',
      'more than one column fills name',
      'no column fills externalId or domain, by which rows are matched',
    ]);
  });

  test('a column without a header is filled where the mapping names it, and only one can be named so', () => {
    const choices: ImportChoices = { collection: 'accounts', mapping: { '': 'domain', name: 'name' } };
    expect(targetsOf(planOf(['', 'name'], choices))).toEqual(['domain', 'name']);
    expect(faultsOf(['', 'name', ' '], choices)).toEqual(['more than one column is called ""']);
  });

  test('a column cannot be named twice', () => {
    const mapping = { domain: 'domain', ' a': 'name', a: 'ignore' };
    expect(faultsOf(['domain', 'a'], { collection: 'accounts', mapping })).toEqual([
      'the mapping names the column "a" more than once',
    ]);
  });

  test('a column can be left out', () => {
    const plan = planOf(['domain', 'secret'], {
      collection: 'accounts',
      mapping: { domain: 'domain', secret: 'ignore' },
    });
    expect(targetsOf(plan)).toEqual(['domain', '-']);
  });

  test('two columns cannot become one attribute', () => {
    expect(
      faultsOf(['domain', 'a', 'b'], {
        collection: 'accounts',
        mapping: { domain: 'domain', a: 'attributes.b' },
      }),
    ).toEqual(['more than one column fills attributes.b']);
  });

  test('a name that every object has is no field', () => {
    expect(
      faultsOf(['a', 'domain'], { collection: 'accounts', mapping: { a: 'constructor', domain: 'domain' } }),
    ).toEqual([
      '"a" is mapped to "constructor", which is no field of accounts (externalId, name, domain, attributes.<name> or ignore)',
    ]);
  });
});

describe('rows are matched', () => {
  test.each([
    ['accounts', ['domain', 'externalId'], 'externalId'],
    ['accounts', ['domain', 'name'], 'domain'],
    ['contacts', ['email', 'externalId'], 'externalId'],
    ['contacts', ['email'], 'email'],
  ] as const)('%s with the columns %j by %s', (collection, header, matchBy) => {
    expect(planOf([...header], { collection }).matchBy).toBe(matchBy);
  });

  test('by the field that was asked for', () => {
    expect(planOf(['externalId', 'domain'], { collection: 'accounts', matchBy: 'domain' }).matchBy).toBe(
      'domain',
    );
  });

  test('by no field without a column, nor by one of another collection', () => {
    expect(faultsOf(['externalId'], { collection: 'accounts', matchBy: 'domain' })).toEqual([
      'no column fills domain, by which rows are matched',
    ]);
    expect(faultsOf(['externalId'], { collection: 'contacts', matchBy: 'domain' })).toEqual([
      'contacts cannot be matched by domain, only by externalId or email',
    ]);
  });
});

test('a file has at most 500 columns', () => {
  const header = (columns: number) => [
    'domain',
    ...Array.from({ length: columns - 1 }, (_, index) => `c${index}`),
  ];
  expect(faultsOf(header(500), { collection: 'accounts' })).toEqual([]);
  expect(faultsOf(header(501), { collection: 'accounts' })).toEqual(['there are more than 500 columns']);
});
