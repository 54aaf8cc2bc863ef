import { assert, constantFrom, property, string, uuid } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeId, encodeId, firstIdAt, newId } from './ids.ts';

const anyUuid = uuid({ version: [1, 4, 7] });
const canonical = /^job_[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}$/;
// The alphabet, and what is easily taken for part of it.
const nearlyEncoded = string({
  unit: constantFrom(...Array.from('0123456789abcdefghijklmnopqrstuvwxyz')),
  minLength: 26,
  maxLength: 26,
});

describe('public ids', () => {
  test('every uuid comes back from its public id', () => {
    assert(property(anyUuid, (id) => decodeId('job', encodeId('job', id)) === id));
  });

  test('every public id is the prefix and 26 characters of lower-case Crockford base32', () => {
    assert(property(anyUuid, (id) => canonical.test(encodeId('job', id))));
  });

  test('public ids sort as their uuids do', () => {
    assert(
      property(
        anyUuid,
        anyUuid,
        (one, other) => encodeId('job', one) < encodeId('job', other) === one < other,
      ),
    );
  });

  test('text that decodes is exactly what encoding gives, so a thing has one name', () => {
    assert(
      property(nearlyEncoded, (text) => {
        const id = decodeId('job', `job_${text}`);
        return id === null || encodeId('job', id) === `job_${text}`;
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['another prefix', 'org_01hz0000000000000000000000'],
    ['no prefix', '01hz0000000000000000000000'],
    ['one character too few', 'job_01hz000000000000000000000'],
    ['one character too many', 'job_01hz00000000000000000000000'],
    ['upper case', 'job_01HZ0000000000000000000000'],
    ['a letter outside the alphabet', 'job_01hz000000000000000000000i'],
    ['more than 128 bits', 'job_8zzzzzzzzzzzzzzzzzzzzzzzzz'],
    ['a uuid', 'job_018f0000-0000-7000-8000-000000000000'],
    ['nothing', ''],
    ['a trailing line feed', 'job_01hz0000000000000000000000\n'],
  ])('%s is refused', (_, text) => {
    expect(decodeId('job', text)).toBeNull();
  });

  test('the largest id is accepted', () => {
    expect(decodeId('job', 'job_7zzzzzzzzzzzzzzzzzzzzzzzzz')).toBe('ffffffff-ffff-ffff-ffff-ffffffffffff');
  });

  test('a value that is no uuid is not encoded', () => {
    expect(() => encodeId('job', 'job_01hz0000000000000000000000')).toThrow(TypeError);
  });
});

describe('new ids', () => {
  test('are UUIDs of version 7 with the time in front', () => {
    const before = Date.now();
    const id = newId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const time = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before);
    // Ids made earlier in this millisecond may have borrowed from the next ones.
    expect(time).toBeLessThanOrEqual(Date.now() + 1);
  });

  test('rise strictly, also when more are made than a millisecond has numbers for', () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect(ids).toEqual([...new Set(ids)].toSorted());
  });
});

describe('the first id of a time', () => {
  test('is not above the ids of that time, and above those of the millisecond before', () => {
    const id = newId();
    const madeAtMs = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
    expect(firstIdAt(madeAtMs) <= id).toBe(true);
    expect(firstIdAt(madeAtMs + 1) > id).toBe(true);
  });

  test.each([-62_135_596_800_000, 253_402_300_799_999, 0.5])('is a uuid at %d as well', (ms) => {
    expect(firstIdAt(ms)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7000-8000-0{12}$/);
  });
});
