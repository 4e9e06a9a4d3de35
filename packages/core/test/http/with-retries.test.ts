import type { RequestListener } from 'node:http';
import { clientOf, closeClients, failureOf, read, recordedEffects } from './support/client.js';
import { serve, serveRaw, stopServers } from './support/servers.js';

afterEach(async () => {
  await closeClients();
  await stopServers();
});

/** Answers each request with the next status, the last one for ever. */
function sequence(
  statuses: readonly number[],
  headers: Record<string, string> = {},
): { listener: RequestListener; asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    listener: (_, response) => {
      const status = statuses[Math.min(asked, statuses.length - 1)] ?? 200;
      asked += 1;
      response.writeHead(status, headers).end('{}');
    },
  };
}

async function setUp(statuses: readonly number[], headers?: Record<string, string>, changes = {}) {
  const effects = recordedEffects();
  const { listener, asked } = sequence(statuses, headers);
  const server = await serve(listener);
  const client = clientOf(`http://127.0.0.1:${server.port}`, { retries: 3, ...changes }, effects);
  return { client, effects, asked };
}

describe('a repeated request', () => {
  test('brings the good answer, and each repetition is told in one line', async () => {
    const { client, effects, asked } = await setUp([503, 429, 200]);
    expect(await client.send(read('/iso/thing?q=hush'))).toEqual(expect.objectContaining({ status: 200, body: '{}' }));
    expect(asked()).toBe(3);
    expect(effects.sleeps).toEqual([250, 500]);
    expect(effects.messages).toEqual([
      'info: GET /iso/thing: status 503 at attempt 1 of 4; trying again in 0.3 s.',
      'info: GET /iso/thing: status 429 at attempt 2 of 4; trying again in 0.5 s.',
    ]);
  });

  test('is told of as one wait, with what came and for how long at most', async () => {
    const told: string[] = [];
    const onWait = ({ what, atMost }: { readonly what: string; readonly atMost: number }) => {
      told.push(`${what} ${atMost}`);
      return () => told.push('over');
    };
    const effects = { ...recordedEffects(), onWait };
    const { listener } = sequence([503, 429, 200, 200]);
    const server = await serve(listener);
    const client = clientOf(`http://127.0.0.1:${server.port}`, { retries: 3, maxWait: 9000 }, effects);
    await client.send(read('/iso/thing?q=hush'));
    await client.send(read('/iso/thing'));
    expect(told).toEqual(['the vault, GET /iso/thing: status 503 9000', 'over']);
  });

  test('is authorized anew: a signature with a nonce is good for one request', async () => {
    const seen: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      seen.push(request.headers.authorization, request.url);
      response.writeHead(seen.length < 5 ? 503 : 200).end('{}');
    });
    const client = clientOf(`http://127.0.0.1:${server.port}`, { retries: 3 }, recordedEffects());
    let nonce = 0;
    const authorize = () => {
      nonce += 1;
      return Promise.resolve({ headers: { authorization: `nonce ${nonce}` }, query: { key: String(nonce) } });
    };
    await client.send({ ...read(), authorize });
    expect(seen.filter((_, index) => index % 2 === 0)).toEqual(['nonce 1', 'nonce 2', 'nonce 3']);
    expect(seen[5]).toContain('key=3');
  });

  test('ends after the last attempt with its answer and a note', async () => {
    const { client, asked } = await setUp([500]);
    expect(await client.send(read())).toMatchObject({ status: 500, note: 'It was tried 4 times.' });
    expect(asked()).toBe(4);
  });

  test.each([400, 401, 403, 404, 422])('is not made for %d', async (status) => {
    const { client, asked, effects } = await setUp([status, 200]);
    const answer = await client.send(read());
    expect([answer.status, answer.note, asked(), effects.sleeps]).toEqual([status, undefined, 1, []]);
  });

  test('is not made for a 503 where the vault may have acted, but for a 429', async () => {
    const acting = { ...read(), repeat: 'only-before-acting' } as const;
    const unsure = await setUp([503, 200]);
    expect(await unsure.client.send(acting)).toMatchObject({ status: 503 });
    const sure = await setUp([429, 200]);
    expect(await sure.client.send(acting)).toMatchObject({ status: 200 });
  });

  test('is made after a reset only when safe', async () => {
    let asked = 0;
    const server = await serveRaw((socket) => {
      asked += 1;
      socket.resetAndDestroy();
    });
    const client = clientOf(`http://127.0.0.1:${server.port}`, { retries: 2 });
    expect((await failureOf(client.send({ ...read(), repeat: 'only-before-acting' }))).message).not.toContain('tried');
    expect(asked).toBe(1);
    expect((await failureOf(client.send(read()))).message).toContain('It was tried 3 times.');
    expect(asked).toBe(4);
  });

  test('is made after a refused connection in any case', async () => {
    const gone = await serve(() => undefined);
    await gone.stop();
    const effects = recordedEffects();
    const client = clientOf(`http://127.0.0.1:${gone.port}`, { retries: 2 }, effects);
    await failureOf(client.send({ ...read(), repeat: 'only-before-acting' }));
    expect(effects.sleeps).toHaveLength(2);
  });

  test('is not made without retries', async () => {
    const { client, asked } = await setUp([503], {}, { retries: 0 });
    expect(await client.send(read())).toMatchObject({ status: 503 });
    expect(asked()).toBe(1);
  });
});

describe('a failure inside a success', () => {
  const inside = (status: number) => JSON.stringify({ response: { status, message: 'busy', error: true } });
  /** Answers 200, first with a failure that names a status, then with none. */
  async function failingInside(status: number, headers: Record<string, string> = {}) {
    let asked = 0;
    const server = await serve((_, response) => {
      asked += 1;
      response.writeHead(200, headers).end(asked === 1 ? inside(status) : '{"response":{"status":200}}');
    });
    const effects = recordedEffects();
    const client = clientOf(`http://127.0.0.1:${server.port}`, { retries: 3 }, effects);
    return { client, effects, asked: () => asked };
  }

  test.each([408, 425, 429, 500, 502, 503, 504])('that names %d is repeated as that status is', async (status) => {
    const { client, effects, asked } = await failingInside(status, { 'retry-after': '2' });
    expect((await client.send(read())).body).toContain('"status":200');
    expect([asked(), effects.sleeps]).toEqual([2, [2250]]);
    expect(effects.messages).toEqual([expect.stringContaining(`status ${status} at attempt 1 of 4`)]);
  });

  test.each([400, 401, 403, 404])('that names %d is not repeated', async (status) => {
    const { client, asked } = await failingInside(status);
    expect((await client.send(read())).body).toContain(String(status));
    expect(asked()).toBe(1);
  });

  test('is repeated for what acts only where it says that the vault did not', async () => {
    const acting = { ...read(), method: 'POST', repeat: 'only-before-acting' } as const;
    const unsure = await failingInside(503);
    expect((await unsure.client.send(acting)).note).toContain('may have been done');
    expect(unsure.asked()).toBe(1);
    const sure = await failingInside(429);
    expect((await sure.client.send(acting)).note).toBeUndefined();
    expect(sure.asked()).toBe(2);
  });
});

describe('what is not repeated', () => {
  const acting = { ...read(), method: 'POST', body: 'a=1', repeat: 'only-before-acting' } as const;

  test('goes out on a connection of its own', async () => {
    const server = await serve((_, response) => response.end('{}'));
    const client = clientOf(`http://127.0.0.1:${server.port}`);
    await client.send(read());
    await client.send(acting);
    await client.send(acting);
    await client.send(read());
    expect(server.connections()).toBe(3);
  });

  test.each([
    ['a reset', () => serveRaw((socket) => socket.resetAndDestroy())],
    ['an answer cut off', () => serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'))],
    ['silence', () => serveRaw(() => undefined)],
  ])('may have been done after %s, and says so', async (_, start) => {
    const server = await start();
    const client = clientOf(`http://127.0.0.1:${server.port}`, { retries: 3, timeout: 300 });
    expect((await failureOf(client.send(acting))).message).toContain(
      'It may have been done: look before you repeat it.',
    );
    expect(server.connections()).toBe(1);
  });

  test('was not done where nothing was sent, or the vault says no', async () => {
    const { client } = await setUp([403]);
    expect((await client.send(acting)).note).toBeUndefined();
    const gone = await serve(() => undefined);
    await gone.stop();
    const refused = await failureOf(clientOf(`http://127.0.0.1:${gone.port}`).send(acting));
    expect(refused.message).not.toContain('may have been done');
  });
});

describe('after one final failure to reach the vault', () => {
  test('no further read begins, but what gives back does', async () => {
    const asked: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      asked.push(request.url);
      if (request.method === 'GET') request.socket.resetAndDestroy();
      else response.end('{}');
    });
    const client = clientOf(`http://127.0.0.1:${server.port}`, { retries: 0 });
    let authorized = 0;
    const authorize = () => {
      authorized += 1;
      return Promise.resolve({ headers: {} });
    };
    const reads = Array.from({ length: 30 }, (_, at) => failureOf(client.send({ ...read(`/${at}`), authorize })));
    const messages = (await Promise.all(reads)).map(({ message }) => message);
    expect(messages.filter((message) => message.includes('found the vault out of reach')).length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(12);
    expect(authorized).toBe(asked.length);
    expect((await failureOf(client.send(read('/later')))).message).toContain('It was not sent');
    expect(await client.send({ ...read('/release'), method: 'DELETE' })).toMatchObject({ status: 200 });
  });

  test.each([
    ['an answer of the vault', () => serve((_, response) => response.writeHead(503).end('{}'))],
    ['an answer cut off', () => serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'))],
  ])('%s is none', async (_, start) => {
    const server = await start();
    const client = clientOf(`http://127.0.0.1:${server.port}`);
    for (let i = 0; i < 2; i += 1) await client.send(read()).catch(() => undefined);
    expect(server.connections()).toBeGreaterThan(0);
    const outcome = await client.send(read()).then(
      () => 'answered',
      (error: unknown) => String(error),
    );
    expect(outcome).not.toContain('It was not sent');
  });
});

describe('the budget', () => {
  test('is shared by the whole run', async () => {
    const { client, effects, asked } = await setUp([503], { 'retry-after': '4' }, { maxWait: 10_000 });
    const first = await client.send(read());
    expect(first.note).toContain('It asks to wait 4.0 s, longer than what is left of `max-wait` (10.0 s)');
    expect(effects.sleeps).toEqual([4250, 4500]);
    expect(asked()).toBe(3);
    await client.send(read());
    expect(asked()).toBe(4);
  });

  test('a longer `Retry-After` ends the request at once, and says so', async () => {
    const { client, effects, asked } = await setUp([429, 200], { 'retry-after': '3600' });
    expect((await client.send(read())).note).toContain('asks to wait 3600.0 s');
    expect([asked(), effects.sleeps]).toEqual([1, []]);
  });

  test('a pause without end is told as what it is', async () => {
    const { client } = await setUp([429, 200], { 'retry-after': '9'.repeat(400) });
    expect((await client.send(read())).note).toContain('asks to wait a day or more, longer than');
  });

  test('none at all means no repetition', async () => {
    const { client, asked } = await setUp([503], {}, { maxWait: 0 });
    expect((await client.send(read())).note).toBe('It was tried 1 time, and `max-wait` (0.0 s) is spent.');
    expect(asked()).toBe(1);
  });

  test('bounds a repeated attempt that gets no answer', async () => {
    let asked = 0;
    const server = await serve((_, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(503).end();
    });
    const client = clientOf(`http://127.0.0.1:${server.port}`, { retries: 1, timeout: 60_000, maxWait: 700 });
    expect((await failureOf(client.send(read()))).message).toContain('No complete answer in time');
    expect(asked).toBe(2);
  });
});
