import { describe, expect, it } from 'vitest';
import { changeTarget, mappingFaults, possibleMatches, suggestMapping, toMapping } from './column-mapping.ts';

describe('the suggested mapping', () => {
  it('recognises the usual headers of accounts and keeps the rest as attributes', () => {
    const headers = ['CRM id', 'Company', 'Website', 'Employee count', 'Größe'];
    const columns = suggestMapping('accounts', { headers, rows: [] });
    expect(toMapping(columns)).toEqual({
      'CRM id': 'externalId',
      Company: 'name',
      Website: 'domain',
      'Employee count': 'attributes.employee_count',
      Größe: 'attributes.gro_e',
    });
    expect(mappingFaults('accounts', columns)).toEqual([]);
  });

  it('recognises the usual headers of contacts, with the account they belong to', () => {
    const headers = ['Id', 'First Name', 'surname', 'E-Mail', 'job_title', 'Company ID'];
    expect(toMapping(suggestMapping('contacts', { headers, rows: [] }))).toEqual({
      Id: 'externalId',
      'First Name': 'firstName',
      surname: 'lastName',
      'E-Mail': 'email',
      job_title: 'title',
      'Company ID': 'accountExternalId',
    });
  });

  it('fills each field once, and gives each attribute a name of its own that the API takes', () => {
    const headers = ['Name', 'Company', '2 plan', 'Plan', '???', '!!!', 'x'.repeat(90)];
    const targets = Object.values(toMapping(suggestMapping('accounts', { headers, rows: [] })));
    expect(targets.slice(0, 6)).toEqual([
      'name',
      'attributes.company',
      'attributes.plan',
      'attributes.plan_2',
      'attributes.column',
      'attributes.column_2',
    ]);
    for (const target of targets) expect(target).toMatch(/^(attributes\.)?[A-Za-z][A-Za-z0-9_]{0,63}$/);
  });

  it('leaves out a column without a header', () => {
    expect(toMapping(suggestMapping('accounts', { headers: ['Domain', ''], rows: [] }))).toEqual({
      Domain: 'domain',
    });
  });
});

describe('a mapping', () => {
  const columns = suggestMapping('accounts', { headers: ['Company', 'Number'], rows: [] });

  it('cannot start without a column by which rows find their record', () => {
    expect(mappingFaults('accounts', columns)).toEqual([
      expect.stringContaining('“External id” or “Domain”'),
    ]);
    expect(possibleMatches('accounts', columns)).toEqual([]);
  });

  it('can start once a column fills it', () => {
    const changed = changeTarget(columns, { index: 1, choice: { kind: 'field', field: 'externalId' } });
    expect(mappingFaults('accounts', changed)).toEqual([]);
    expect(possibleMatches('accounts', changed)).toEqual(['externalId']);
    expect(toMapping(changeTarget(changed, { index: 0, choice: { kind: 'attribute' } }))).toEqual({
      Company: 'attributes.company',
      Number: 'externalId',
    });
  });

  it('leaves out what somebody does not want', () => {
    expect(toMapping(changeTarget(columns, { index: 1, choice: { kind: 'ignore' } }))).toEqual({
      Company: 'name',
      Number: 'ignore',
    });
  });

  it('leaves out what an earlier import wrote beside the rows that failed', () => {
    const again = suggestMapping('accounts', { headers: ['row', 'column', 'message', 'Domain'], rows: [] });
    expect(toMapping(again)).toEqual({
      row: 'ignore',
      column: 'ignore',
      message: 'ignore',
      Domain: 'domain',
    });
  });

  it('cannot start with two columns for one field, nor with two of one name', () => {
    const doubled = [0, 1].reduce(
      (each, index) => changeTarget(each, { index, choice: { kind: 'field', field: 'domain' } }),
      columns,
    );
    expect(mappingFaults('accounts', doubled)).toEqual([expect.stringContaining('fills “Domain”')]);
    const twins = suggestMapping('accounts', { headers: ['Domain', 'City', 'City'], rows: [] });
    expect(mappingFaults('accounts', twins)).toEqual([expect.stringContaining('called “City”')]);
  });
});
