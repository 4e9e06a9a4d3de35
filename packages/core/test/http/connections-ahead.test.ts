import { once } from 'node:events';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import buildConnector, { type Connector } from 'undici/lib/core/connect.js';
import { type ConnectionsAhead, createConnectionsAhead } from '../../src/http/connections-ahead.js';

interface Outcome {
  readonly error: Error | null;
  readonly socket: Socket | undefined;
}

const MOST = 6;
const server = createServer();
const accepted: Socket[] = [];
const taken: Socket[] = [];
let waitingFor: { readonly count: number; readonly tell: () => void } | undefined;
let ahead: ConnectionsAhead;

server.on('connection', (socket) => {
  accepted.push(socket.on('error', () => undefined));
  if (waitingFor !== undefined && accepted.length >= waitingFor.count) waitingFor.tell();
});
const acceptedAtLeast = (count: number): Promise<void> =>
  new Promise((tell) => {
    waitingFor = { count, tell };
    if (accepted.length >= count) tell();
  });

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
beforeEach(() => {
  ahead = createConnectionsAhead(MOST);
});
afterEach(() => {
  ahead.end();
  for (const socket of [...taken.splice(0), ...accepted.splice(0)]) socket.destroy();
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
});

const real = buildConnector({ timeout: 5000 });
const counted = (calls: unknown[]): Connector => {
  return (options, callback) => {
    calls.push(options);
    return real(options, callback);
  };
};

/** A port at which nobody listens. */
async function closedPort(): Promise<number> {
  const nobody = createServer().listen(0, '127.0.0.1');
  await once(nobody, 'listening');
  const { port } = nobody.address() as AddressInfo;
  nobody.close();
  await once(nobody, 'close');
  return port;
}

/** Asks for a connection, as a request does that needs one. */
function connected(connect: Connector, port = (server.address() as AddressInfo).port): Promise<Outcome> {
  return new Promise((resolve) => {
    connect({ hostname: '127.0.0.1', protocol: 'http:', port: String(port) }, (...[error, socket]) => {
      const made = socket ?? undefined;
      if (made !== undefined) taken.push(made);
      resolve({ error, socket: made });
    });
  });
}

const distinct = (outcomes: readonly Outcome[]): number => new Set(outcomes.map(({ socket }) => socket)).size;

test('what is expected is opened once the first connection stands, and handed out', async () => {
  const connect = ahead.through(real);
  ahead.expect(4);
  const first = await connected(connect);
  await acceptedAtLeast(4);
  const others = await Promise.all([connected(connect), connected(connect), connected(connect)]);
  expect(distinct([first, ...others])).toBe(4);
  expect(accepted.length).toBe(4);
  expect(await connected(connect)).toMatchObject({ error: null });
  await acceptedAtLeast(5);
  expect(accepted.length).toBe(5);
});

test('what is expected later is opened at once, and never more than may be', async () => {
  const connect = ahead.through(real);
  await connected(connect);
  await new Promise(setImmediate);
  expect(accepted.length).toBe(1);
  ahead.expect(100);
  await acceptedAtLeast(MOST);
  const others = await Promise.all(Array.from({ length: MOST - 1 }, () => connected(connect)));
  expect(distinct(others)).toBe(MOST - 1);
  expect(accepted.length).toBe(MOST);
});

test('a connection that is still being made is handed out too', async () => {
  const connect = ahead.through(real);
  await connected(connect);
  await new Promise(setImmediate);
  ahead.expect(3);
  const others = await Promise.all([connected(connect), connected(connect)]);
  expect(distinct(others)).toBe(2);
  await acceptedAtLeast(3);
  expect(accepted.length).toBe(3);
});

test('one connection expected is one connection', async () => {
  const connect = ahead.through(real);
  ahead.expect(1);
  await connected(connect);
  await new Promise(setImmediate);
  expect(accepted.length).toBe(1);
});

test('a vault that can not be reached is tried once for each request that asks', async () => {
  const calls: unknown[] = [];
  const connect = ahead.through(counted(calls));
  ahead.expect(6);
  expect(await connected(connect, await closedPort())).toMatchObject({
    error: { code: 'ECONNREFUSED' },
    socket: undefined,
  });
  await new Promise(setImmediate);
  expect(calls).toHaveLength(1);
});

test('the failure of a connection that was handed out is told to whom it was handed', async () => {
  const port = String(await closedPort());
  let connections = 0;
  const connect = ahead.through((options, callback) => {
    connections += 1;
    return real(connections === 1 ? options : { ...options, port }, callback);
  });
  await connected(connect);
  await new Promise(setImmediate);
  ahead.expect(2);
  expect(await connected(connect)).toMatchObject({ error: { code: 'ECONNREFUSED' }, socket: undefined });
  expect(connections).toBe(2);
});

test('a connection that the vault has closed is not handed out', async () => {
  const connect = ahead.through(real);
  ahead.expect(2);
  await connected(connect);
  await acceptedAtLeast(2);
  const [, second] = accepted;
  if (second === undefined) throw new Error('only one connection');
  const closed = once(second, 'close');
  second.end();
  await closed;
  await new Promise(setImmediate);
  const { socket } = await connected(connect);
  expect(socket?.destroyed).toBe(false);
  await acceptedAtLeast(3);
  expect(accepted.length).toBe(3);
});

test('the end closes what nobody took, and what is still to come', async () => {
  const connect = ahead.through(real);
  ahead.expect(2);
  await connected(connect);
  await acceptedAtLeast(2);
  ahead.expect(3);
  ahead.end();
  await Promise.all(accepted.slice(1).map((socket) => once(socket.resume(), 'close')));
  expect(accepted[0]?.destroyed).toBe(false);
  ahead.expect(6);
  await new Promise(setImmediate);
  expect(accepted.length).toBeLessThanOrEqual(3);
});

test('what nobody took keeps no process alive', async () => {
  const connect = ahead.through(real);
  const spares: Socket[] = [];
  const watched = ahead.through((options, callback) => {
    const socket = real(options, callback);
    if (socket !== undefined) spares.push(socket);
    return socket;
  });
  await connected(watched);
  ahead.expect(3);
  await acceptedAtLeast(3);
  await new Promise(setImmediate);
  const referenced = (socket: Socket | undefined) =>
    (socket as unknown as { readonly _handle: { hasRef(): boolean } | null } | undefined)?._handle?.hasRef();
  expect(spares.map(referenced)).toEqual([true, false, false]);
  const { socket } = await connected(connect);
  expect(referenced(socket)).toBe(true);
});
