import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { APIError, TransportError } from '../../src/errors/senhasegura-error.js';
import { clientOf, closeClients, failureOf, read, recordedEffects } from './support/client.js';
import { serve, serveRaw, stopServers } from './support/servers.js';

afterEach(async () => {
  await closeClients();
  await stopServers();
});

const at = (port: number, prefix = '') => `http://127.0.0.1:${port}${prefix}`;

describe('a request', () => {
  test('goes below the prefix with its query, headers and body, and brings the answer back whole', async () => {
    const seen: unknown[] = [];
    const server = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (body) => {
        seen.push(request.method, request.url, request.headers['x-own'], request.headers.accept, body);
        response.writeHead(418, { 'x-back': 'yes' }).end('{"é":"✓"}');
      });
    });
    const client = clientOf(at(server.port, '/senhasegura'));
    const answer = await client.send({
      method: 'POST',
      path: '/iso/thing',
      query: { a: 'b c', d: '&=' },
      headers: { 'x-own': '1' },
      body: 'é=1',
      repeat: 'only-before-acting',
    });
    expect(seen).toEqual(['POST', '/senhasegura/iso/thing?a=b%20c&d=%26%3D', '1', 'application/json', 'é=1']);
    expect(answer).toMatchObject({ status: 418, body: '{"é":"✓"}', headers: { 'x-back': 'yes' } });
  });

  test('shares one connection with those before it, and six with those beside it', async () => {
    const server = await serve((_, response) => setImmediate(() => response.end('{}')));
    const client = clientOf(at(server.port));
    for (let i = 0; i < 10; i += 1) await client.send(read());
    expect(server.connections()).toBe(1);
    await Promise.all(Array.from({ length: 30 }, () => client.send(read())));
    expect(server.connections()).toBeLessThanOrEqual(6);
  });

  test('tells the effects before the first connection, and not again', async () => {
    const server = await serve((_, response) => response.end('{}'));
    const connectionsThen: number[] = [];
    const beforeConnecting = () => connectionsThen.push(server.connections());
    const client = clientOf(at(server.port), {}, { ...recordedEffects(), beforeConnecting });
    await Promise.all([client.send(read()), client.send(read())]);
    await client.send(read());
    expect(connectionsThen).toEqual([0]);
  });

  test('that waits for its turn is authorized when it has it, and sent at once', async () => {
    let answered = 0;
    const waiting: ServerResponse[] = [];
    const server = await serve((_, response) => {
      waiting.push(response);
      setImmediate(() => {
        answered += 1;
        waiting.shift()?.end('{}');
      });
    });
    const client = clientOf(at(server.port));
    let authorized = 0;
    const ahead: number[] = [];
    const authorize = async () => {
      authorized += 1;
      ahead.push(authorized - answered);
      // As an authenticator does that has to ask for its token first.
      await client.send(read('/token'));
      answered -= 1;
      return { headers: {} };
    };
    await Promise.all(Array.from({ length: 20 }, () => client.send({ ...read(), authorize })));
    expect(ahead).toHaveLength(20);
    expect(Math.max(...ahead)).toBeLessThanOrEqual(6);
    expect(server.connections()).toBeLessThanOrEqual(6);
  });

  test('tells the effects once, when the first one is on its way', async () => {
    const seen: string[] = [];
    let answer = (): void => undefined;
    const told = new Promise<void>((resolve) => (answer = resolve));
    const server = await serve((request, response) => {
      seen.push(request.url ?? '');
      void told.then(() => response.end('{}'));
    });
    const whileWaiting = (): void => {
      seen.push('told');
      answer();
    };
    const client = clientOf(at(server.port), {}, { ...recordedEffects(), whileWaiting });
    await client.send(read('/first'));
    await client.send(read('/second'));
    expect(seen.sort()).toEqual(['/first', '/second', 'told']);
  });

  test('fails at once when the client is closed, also while it is under way', async () => {
    let arrived: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const server = await serve(() => {
      arrived();
    });
    const client = clientOf(at(server.port));
    const failure = failureOf(client.send(read()));
    await arrival;
    await client.close();
    expect((await failure).message).toContain('closed at this end');
    expect((await failureOf(client.send(read()))).code).toBe('TransportError');
  });
});

test('closing the client also ends the pause before a repetition', async () => {
  const server = await serve((_, response) => response.writeHead(503, { 'retry-after': '3600' }).end());
  let pausing = (): void => undefined;
  const pause = new Promise<void>((resolve) => (pausing = resolve));
  const sleep = (_: number, signal?: AbortSignal): Promise<void> => {
    pausing();
    return new Promise((resolve) => {
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  };
  const client = clientOf(at(server.port), { retries: 1, maxWait: 7_200_000 }, { ...recordedEffects(), sleep });
  const failure = failureOf(client.send(read()));
  await pause;
  await client.close();
  expect((await failure).message).toContain('closed at this end');
});

describe('no answer', () => {
  test('a reset', async () => {
    const server = await serveRaw((socket) => socket.resetAndDestroy());
    const failure = await failureOf(clientOf(at(server.port)).send(read('/iso/thing?secret=1')));
    expect(failure).toBeInstanceOf(TransportError);
    expect(failure.message).toMatch(/^GET \/iso\/thing got no answer from 127\.0\.0\.1:\d+ \(ECONNRESET\)\./);
  });

  test('a connection that is closed without a word', async () => {
    const server = await serveRaw((socket) => socket.end());
    expect((await failureOf(clientOf(at(server.port)).send(read()))).message).toContain('broken off before an answer');
  });

  test.each([
    ['a length that is not kept', { 'content-length': 100 }],
    ['chunks without an end', {}],
  ])('an answer cut off: %s', async (_, headers) => {
    const server = await serve((__, response) => {
      response.writeHead(200, headers);
      response.write('{"a":', () => response.destroy());
    });
    expect((await failureOf(clientOf(at(server.port)).send(read()))).message).toContain('broke off in the middle');
  });

  test('silence', async () => {
    const server = await serve(() => undefined);
    const failure = await failureOf(clientOf(at(server.port), { timeout: 150 }).send(read()));
    expect(failure.message).toContain('No complete answer in time');
  });

  test('a drip that never ends', async () => {
    const drip = async (response: ServerResponse) => {
      while (!response.destroyed) {
        response.write(' ');
        await sleep(20);
      }
    };
    const server = await serve((_, response) => void drip(response));
    const failure = await failureOf(clientOf(at(server.port), { timeout: 200 }).send(read()));
    expect(failure.message).toContain('No complete answer in time');
  });

  test('silence before TLS is agreed on', async () => {
    const server = await serveRaw(() => undefined);
    const failure = await failureOf(
      clientOf(`https://127.0.0.1:${server.port}`, { timeout: 150 }).send({ ...read(), repeat: 'only-before-acting' }),
    );
    expect(failure.message).toContain('No connection in time');
  });

  test('a flood is cut at 32 MiB, also when it announces less', async () => {
    let written = 0;
    const chunk = Buffer.alloc(1 << 20, ' ');
    const flood = (response: ServerResponse): void => {
      let room = true;
      while (!response.destroyed && room) {
        room = response.write(chunk);
        written += chunk.length;
      }
      response.once('drain', () => {
        flood(response);
      });
    };
    const server = await serve((_, response) => {
      flood(response);
    });
    const failure = await failureOf(clientOf(at(server.port), { timeout: 20_000 }).send(read()));
    expect(failure.message).toContain('larger than 32 MiB');
    expect(written).toBeLessThan(64 << 20);
  });

  test('headers without end', async () => {
    const server = await serveRaw((socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(1 << 17)}`));
    expect((await failureOf(clientOf(at(server.port)).send(read()))).message).toContain('headers of the answer');
  });

  test('another protocol: nothing of its words is kept, not even in the cause', async () => {
    const server = await serveRaw((socket) => socket.end('SSH-2.0-hush\r\n\r\n'));
    const failure = await failureOf(clientOf(at(server.port)).send(read()));
    expect(failure.message).toContain('not HTTP');
    expect(JSON.stringify([failure.message, failure.stack, failure.cause, String(failure.cause)])).not.toContain(
      'hush',
    );
    expect(Object.keys(failure.cause as Error)).toEqual([]);
  });

  test('a refused connection and an unknown name', async () => {
    const server = await serve(() => undefined);
    await server.stop();
    expect((await failureOf(clientOf(at(server.port)).send(read()))).message).toContain('connection was refused');
    expect((await failureOf(clientOf('http://vault.invalid').send(read()))).message).toContain(
      'host name is not known',
    );
  });
});

describe('an odd answer', () => {
  test('that is not UTF-8 is an error, never a value', async () => {
    const server = await serve((_, response) => response.end(Buffer.from([0x7b, 0xff, 0x7d])));
    const failure = await failureOf(clientOf(at(server.port)).send(read()));
    expect(failure).toBeInstanceOf(APIError);
    expect(failure.message).toContain('not UTF-8');
  });

  test('of a failed status may be in any encoding: its status still tells', async () => {
    const server = await serve((_, response) => response.writeHead(502).end(Buffer.from([0x50, 0xe9])));
    expect(await clientOf(at(server.port)).send(read())).toMatchObject({ status: 502 });
  });
});

describe('a coded answer', () => {
  test('is not asked for', async () => {
    let asked: unknown;
    const server = await serve((request, response) => {
      asked = request.headers['accept-encoding'];
      response.end('{}');
    });
    await clientOf(at(server.port)).send(read());
    expect(asked).toBe('identity');
  });

  test.each([
    ['gzip', '`gzip`'],
    ['BR', '`br`'],
    ['gzip, identity', '`gzip, identity`'],
    ['hush\u00e9', '`unknown`'],
  ])('that comes all the same is an error that names it: %s', async (coding, named) => {
    const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': coding }).end('{}'));
    const failure = await failureOf(clientOf(at(server.port)).send(read()));
    expect(failure).toBeInstanceOf(APIError);
    expect(failure.message).toContain(`in the coding ${named}`);
  });

  test('`identity` is none', async () => {
    const server = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'identity' }).end('{}'));
    expect(await clientOf(at(server.port)).send(read())).toMatchObject({ status: 200 });
  });
});

describe('interim answers', () => {
  const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
  const FINAL = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';
  /** Answers every request of a connection with these bytes, each piece in a packet of its own. */
  const saying = (...pieces: readonly string[]) =>
    serveRaw((socket) => {
      const say = async () => {
        for (const piece of pieces) {
          socket.write(piece);
          await new Promise(setImmediate);
        }
      };
      socket.setNoDelay(true).on('data', () => void say());
      void say();
    });

  test.each([
    ['100 Continue', [CONTINUE + FINAL]],
    ['100 Continue in pieces', ['HTTP/1.1 1', '00 Conti', 'nue\r\n\r', '\nHTT', FINAL.slice(3)]],
    ['several', [CONTINUE, 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n', CONTINUE, CONTINUE, FINAL]],
  ])('are read over: %s', async (_, pieces) => {
    const server = await saying(...pieces);
    const client = clientOf(at(server.port));
    expect(await client.send(read())).toMatchObject({ status: 200, body: '{}' });
    expect(await client.send(read())).toMatchObject({ status: 200, body: '{}' });
    expect(server.connections()).toBe(1);
  });

  test('without an end are cut off in time', async () => {
    const server = await serveRaw((socket) => {
      const timer = setInterval(() => socket.write(CONTINUE), 10);
      socket.on('close', () => {
        clearInterval(timer);
      });
    });
    const failure = await failureOf(clientOf(at(server.port), { timeout: 200 }).send(read()));
    expect(failure.message).toContain('No complete answer in time');
  });
});

describe('redirects', () => {
  const redirecting = (status: number, target: (port: number) => string) =>
    serve((request, response) => {
      const port = request.socket.localPort ?? 0;
      if (request.url === '/iso/thing') response.writeHead(status, { location: target(port) }).end();
      else response.end(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? '-'}`);
    });
  const authorized = { ...read(), headers: { authorization: 'Bearer t' } };

  test('within the origin are followed with everything', async () => {
    const server = await redirecting(302, () => '/elsewhere?x=1');
    expect((await clientOf(at(server.port)).send(authorized)).body).toBe('GET /elsewhere?x=1 Bearer t');
  });

  test('to another origin are not: nothing arrives there, and its name is not shown', async () => {
    let arrived = 0;
    const other = await serve((_, response) => {
      arrived += 1;
      response.end('{}');
    });
    const server = await redirecting(307, () => `http://127.0.0.1:${other.port}/hush`);
    const failure = await failureOf(clientOf(at(server.port)).send(authorized));
    expect(failure).toMatchObject({ code: 'APIError', status: 307 });
    expect(failure.message).toContain('redirects to another address');
    expect(failure.message).not.toContain('hush');
    expect([arrived, other.connections()]).toEqual([0, 0]);
  });

  test('of a POST are followed where the method is kept', async () => {
    const post = { method: 'POST', path: '/iso/thing', headers: {}, body: 'a=1', repeat: 'safe' } as const;
    const kept = await redirecting(308, () => '/there');
    expect((await clientOf(at(kept.port)).send(post)).body).toBe('POST /there -');
    const changed = await redirecting(302, () => '/there');
    expect((await failureOf(clientOf(at(changed.port)).send(post))).message).toContain('not followed');
  });

  test('in a circle end', async () => {
    let asked = 0;
    const server = await serve((_, response) => {
      asked += 1;
      response.writeHead(302, { location: '/iso/thing' }).end();
    });
    expect((await failureOf(clientOf(at(server.port)).send(read()))).message).toContain('in a circle');
    expect(asked).toBe(6);
  });
});

test('`insecure` is warned about', () => {
  const effects = recordedEffects();
  clientOf('https://127.0.0.1', { tls: { verify: false } }, effects);
  expect(effects.messages).toEqual([expect.stringContaining('warning: `insecure` is set')]);
});
