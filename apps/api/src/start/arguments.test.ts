import { expect, test } from 'vitest';

import { EnvError } from '../env.ts';
import { StartError } from '../process/start-error.ts';
import { readSettings } from './arguments.ts';

test('a start without arguments is none for development', () => {
  expect(readSettings([], {}).isDev).toBe(false);
  expect(readSettings(['--dev'], {}).isDev).toBe(true);
});

test('an argument that nobody knows hides no fault of the configuration', () => {
  const both = () => readSettings(['--foo'], { PORT: 'http', HOST: 'a b' });
  expect(both).toThrow(StartError);
  for (const part of [/--foo/, /The only option is --dev/, /2 problems/, /PORT is "http"/, /HOST is "a b"/])
    expect(both).toThrow(part);
});

test('a fault of one kind is told by itself', () => {
  expect(() => readSettings(['--foo'], {})).toThrow(StartError);
  expect(() => readSettings([], { PORT: 'http' })).toThrow(EnvError);
});
