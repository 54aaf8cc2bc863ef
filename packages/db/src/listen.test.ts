import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createListener, type Listener } from './listen.ts';
import { createSilentProxy } from './testing/silent-proxy.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

/** A listener whose deliveries, returns and errors can be awaited one by one. */
function listenTo(url: string, { heartbeatMs = 5000 } = {}) {
  const received = queue<string>();
  const returns = queue<'returned'>();
  const errors: Error[] = [];
  const listener = createListener({
    url,
    channels: ['rota_wake', 'Odd "name"'],
    heartbeatMs,
    onNotification: (channel, payload) => received.push(`${channel}:${payload}`),
    onReconnect: () => returns.push('returned'),
    onError: (error) => errors.push(error),
  });
  return { listener, received, returns, errors };
}

function queue<T>() {
  const waiting: ((value: T) => void)[] = [];
  const values: T[] = [];
  return {
    push: (value: T) => {
      const next = waiting.shift();
      if (next === undefined) values.push(value);
      else next(value);
    },
    next: async () => values.shift() ?? new Promise<T>((resolve) => waiting.push(resolve)),
  };
}

const notify = (channel: string, payload: string) =>
  database.owner.execute(sql`select pg_notify(${channel}, ${payload})`);

const cutConnections = () =>
  database.owner.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rota listen' and datname = current_database()`,
  );

async function using<T>({ listener }: { listener: Listener }, work: () => Promise<T>): Promise<T> {
  await listener.ready;
  try {
    return await work();
  } finally {
    await listener.close();
  }
}

describe('a listener', () => {
  test('receives what is sent on its channels, in order', async () => {
    const listening = listenTo(database.urls.app);
    await using(listening, async () => {
      await notify('rota_wake', 'default');
      await notify('other', 'not for us');
      await notify('Odd "name"', '');
      expect(await listening.received.next()).toBe('rota_wake:default');
      expect(await listening.received.next()).toBe('Odd "name":');
    });
  });

  test('comes back after the server cut its connection, says so, and receives again', async () => {
    const listening = listenTo(database.urls.app);
    await using(listening, async () => {
      for (const payload of ['first', 'second']) {
        await cutConnections();
        expect(await listening.returns.next()).toBe('returned');
        await notify('rota_wake', payload);
        expect(await listening.received.next()).toBe(`rota_wake:${payload}`);
      }
      expect(listening.errors).toHaveLength(2);
    });
  });

  test('notices a connection that fell silent, and replaces it', async () => {
    const proxy = await createSilentProxy(database.urls.app);
    const listening = listenTo(proxy.url, { heartbeatMs: 50 });
    await using(listening, async () => {
      proxy.fallSilent();
      expect(await listening.returns.next()).toBe('returned');
      expect(listening.errors[0]?.message).toBe('The database fell silent on the listener');
      await notify('rota_wake', 'heard');
      expect(await listening.received.next()).toBe('rota_wake:heard');
    });
    proxy.close();
  });

  test('keeps trying while the server is away, and is ready when it comes', async () => {
    const proxy = await createSilentProxy(database.urls.app);
    proxy.close();
    const tries = queue<Error>();
    const listener = createListener({
      url: proxy.url,
      channels: ['rota_wake'],
      onNotification: () => undefined,
      onError: tries.push,
    });
    expect((await tries.next()).message).toContain('ECONNREFUSED');
    expect((await tries.next()).message).toContain('ECONNREFUSED');
    await listener.close();
    await expect(listener.ready).rejects.toThrow('closed before it listened');
  });

  test('delivers nothing after it was closed, and closes twice', async () => {
    const listening = listenTo(database.urls.app);
    await listening.listener.ready;
    await Promise.all([listening.listener.close(), listening.listener.close()]);
    await notify('rota_wake', 'too late');
    const { rows } = await database.owner.execute(
      sql`select from pg_stat_activity where application_name = 'rota listen' and datname = current_database()`,
    );
    expect(rows).toEqual([]);
    expect(listening.errors).toEqual([]);
  });

  test('survives a callback that throws', async () => {
    const errors = queue<Error>();
    const received = queue<string>();
    const listener = createListener({
      url: database.urls.app,
      channels: ['rota_wake'],
      onNotification: (_, payload) => {
        if (payload === 'bad') throw new Error('cannot read this');
        received.push(payload);
      },
      onError: errors.push,
    });
    await using({ listener }, async () => {
      await notify('rota_wake', 'bad');
      await notify('rota_wake', 'good');
      expect((await errors.next()).message).toBe('cannot read this');
      expect(await received.next()).toBe('good');
    });
  });
});
