import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { connect, createServer as createNetServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { once } from 'node:events';

/** A listening server that knows its connections. */
export interface Running {
  readonly port: number;
  /** How many connections were ever made. */
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

const running: Running[] = [];

/** Stops what a test started; for `afterEach`. */
export async function stopServers(): Promise<void> {
  await Promise.all(running.splice(0).map((server) => server.stop()));
}

async function listening(server: Server): Promise<Running> {
  const sockets = new Set<Socket>();
  let count = 0;
  server.on('connection', (socket: Socket) => {
    count += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  const handle: Running = {
    port: address.port,
    connections: () => count,
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server, 'close');
    },
  };
  running.push(handle);
  return handle;
}

export const serve = (listener: RequestListener): Promise<Running> => listening(createHttpServer(listener));

export const serveTls = (options: ServerOptions, listener: RequestListener): Promise<Running> =>
  listening(createHttpsServer(options, listener).on('tlsClientError', () => undefined));

/** A server that does with each connection whatever it likes, once the first bytes have come. */
export const serveRaw = (onData: (socket: Socket) => void): Promise<Running> =>
  listening(
    createNetServer((socket) => {
      socket.once('data', () => {
        onData(socket);
      });
    }),
  );

/** A server that speaks TLS, and passes all that comes on to a port. */
export const serveTlsTunnel = (options: TlsOptions, port: number): Promise<Running> =>
  listening(
    createTlsServer(options, (socket) => {
      const onward = connect(port, '127.0.0.1');
      socket.pipe(onward).pipe(socket);
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
    }).on('tlsClientError', () => undefined),
  );

export interface Proxy extends Running {
  /** The credentials of each CONNECT, and its target. */
  readonly seen: readonly { readonly target: string; readonly authorization: string | undefined }[];
}

/** A small CONNECT proxy. Without the wanted authorization it answers 407; with `status` it refuses everything. */
export async function serveProxy(wanted?: string, status?: number): Promise<Proxy> {
  const seen: { target: string; authorization: string | undefined }[] = [];
  const server: HttpServer = createHttpServer();
  server.on('connect', (request, socket) => {
    const authorization = request.headers['proxy-authorization'];
    seen.push({ target: request.url ?? '', authorization });
    const refusal = status ?? (wanted !== undefined && authorization !== wanted ? 407 : undefined);
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
  });
  return { ...(await listening(server)), seen };
}
