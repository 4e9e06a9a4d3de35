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

describe('the budget', () => {
  test('is shared by the whole run', async () => {
    const { client, effects, asked } = await setUp([503], { 'retry-after': '4' }, { maxWait: 10_000 });
    const first = await client.send(read());
    expect(first.note).toContain('It asks to wait 4.0 s, longer than what is left of `max-wait` (10.0 s)');
    expect(effects.sleeps).toEqual([4000, 4000]);
    expect(asked()).toBe(3);
    await client.send(read());
    expect(asked()).toBe(4);
  });

  test('a longer `Retry-After` ends the request at once, and says so', async () => {
    const { client, effects, asked } = await setUp([429, 200], { 'retry-after': '3600' });
    expect((await client.send(read())).note).toContain('asks to wait 3600.0 s');
    expect([asked(), effects.sleeps]).toEqual([1, []]);
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
