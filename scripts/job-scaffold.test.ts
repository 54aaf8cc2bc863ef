import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HANDLER_LIST, scaffoldJob } from './job-scaffold.ts';

const handlerList = readFileSync(join(resolve(import.meta.dirname, '..'), HANDLER_LIST), 'utf8');

/** Lines that are in `after` and not in `before`; throws nothing away silently: the other lines must be the same. */
function addedLines(before: string, after: string): string[] {
  const old = before.split('\n');
  const added = after.split('\n').filter((line) => !old.includes(line));
  expect(after.split('\n').filter((line) => !added.includes(line))).toEqual(old);
  return added;
}

describe('scaffoldJob', () => {
  test('adds one import and one entry to the list of handlers and changes nothing else', () => {
    const list = scaffoldJob('report:send-weekly').addTo(handlerList);
    expect(addedLines(handlerList, list)).toEqual([
      "import { reportSendWeeklyHandler } from './report-send-weekly.handler.ts';",
      "  'report:send-weekly': reportSendWeeklyHandler,",
    ]);
  });

  test.each(['aaa:first', 'demo:middle', 'zzz:last'])(
    '%s goes to its place in the order of names',
    (type) => {
      const entries = scaffoldJob(type)
        .addTo(handlerList)
        .matchAll(/^ {2}'([\w:-]+)': /gm);
      const names = Array.from(entries, (entry) => entry[1] ?? '');
      expect(names).toContain(type);
      expect(names).toEqual(names.toSorted());
    },
  );

  test.each([
    '',
    'report',
    'Report:send',
    'report:send:now',
    'report:',
    ':send',
    '../x:y',
    'report:1',
    'a b:c',
  ])('%j is refused with an example of a right one', (type) => {
    expect(() => scaffoldJob(type)).toThrow('such as report:send');
  });

  test.each([
    ['a-b:test', 'AbTest'],
    ['test:a-b', 'TestAb'],
    ['e-mail:send', 'EMailSend'],
    ['crm:get-3d', 'CrmGet3d'],
  ])('%s has models that generated names are made of as they are', (type, model) => {
    expect(scaffoldJob(type).spec).toContain(`model ${model}Input {`);
  });

  test('refuses to add what the list has already', () => {
    const scaffold = scaffoldJob('report:send');
    expect(() => scaffold.addTo(scaffold.addTo(handlerList))).toThrow('already');
  });
});
