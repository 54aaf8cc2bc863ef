import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { databaseUrls, loginOf } from './database-urls.ts';

const OWNER = 'postgres://owner:s%40cret@db.example:6432/rota?sslmode=require';

describe('the URLs of the three roles', () => {
  test('keep server, database and settings of the owner and take their own login', () => {
    const { owner, app, engine } = databaseUrls(OWNER);
    expect(owner).toBe(OWNER);
    expect(app).toMatch(/^postgres:\/\/rota_app:[0-9a-f]{64}@db\.example:6432\/rota\?sslmode=require$/);
    expect(engine).toMatch(/^postgres:\/\/rota_engine:[0-9a-f]{64}@db\.example:6432\/rota\?sslmode=require$/);
  });

  test('are the same in every process, and different for every role and owner password', () => {
    const passwords = [databaseUrls(OWNER), databaseUrls(OWNER.replace('s%40cret', 'other'))].flatMap(
      ({ app, engine }) => [loginOf(app).password, loginOf(engine).password],
    );
    expect(databaseUrls(OWNER)).toEqual(databaseUrls(OWNER));
    expect(new Set(passwords).size).toBe(4);
  });

  test('have no password where the owner has none', () => {
    expect(databaseUrls('postgres://owner@localhost/rota').app).toBe('postgres://rota_app@localhost/rota');
  });

  test('are the given ones where they are given', () => {
    const urls = databaseUrls(OWNER, { appUrl: 'postgres://rota_app:x@proxy/rota' });
    expect(urls.app).toBe('postgres://rota_app:x@proxy/rota');
    expect(loginOf(urls.engine).user).toBe('rota_engine');
  });

  test.each([
    'postgres://owner:secret@/rota?host=/run/postgresql',
    'postgres:///rota?host=/run/postgresql&user=owner&password=secret',
    'postgresql://owner:secret@localhost/rota?host=/run/postgresql',
  ])('reach a server on a Unix socket: %s', (url) => {
    const client = new Client({ connectionString: databaseUrls(url).app });
    expect(client).toMatchObject({ host: '/run/postgresql', database: 'rota', user: 'rota_app' });
    expect(loginOf(databaseUrls(url).app)).toEqual(loginOf(databaseUrls('postgres://o:secret@h/d').app));
  });

  test.each(['mysql://owner@localhost/rota', 'localhost:5432/rota', 'not a url', ''])(
    'cannot be made from "%s", and the error does not repeat it',
    (url) => {
      expect(() => databaseUrls(url)).toThrow('A database URL has the form postgres://');
    },
  );
});
