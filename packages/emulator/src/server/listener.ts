import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** What a TLS listener presents, and whose client certificates it asks for. */
export interface TlsIdentity {
  readonly certificate: string;
  readonly key: string;
  readonly ca: string;
}

export type Handler = (message: IncomingMessage, response: ServerResponse) => void;

/** An HTTP or HTTPS server that keeps connections alive and asks for, but does not demand, a client certificate. */
export function createListener(tls: TlsIdentity | undefined, handler: Handler): Server {
  const options = { keepAliveTimeout: 60_000, requestTimeout: 0 };
  if (tls === undefined) return createHttpServer(options, handler);
  const { certificate: cert, key, ca } = tls;
  return createHttpsServer({ ...options, cert, key, ca, requestCert: true, rejectUnauthorized: false }, handler);
}

/** Listens on one address, the loopback's when none is given; port 0 picks a free one. Gives the port. */
export async function listen(server: Server, port: number, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** Stops listening and cuts every connection, hanging ones included. */
export async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

/** Numbers connections, and can end one with a TCP reset. */
export interface Connections {
  /** 1 for the first connection that the server accepted. */
  numberOf(socket: Socket): number;
  /** How many connections were accepted in all. */
  accepted(): number;
  reset(socket: Socket): void;
}

/** Over TLS a request's socket is not the accepted one; both have the same remote port, so that is the key. */
export function trackConnections(server: Server): Connections {
  const open = new Map<number | undefined, { readonly number: number; readonly socket: Socket }>();
  let accepted = 0;
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    const port = socket.remotePort;
    const entry = { number: accepted, socket };
    open.set(port, entry);
    socket.once('close', () => {
      if (open.get(port) === entry) open.delete(port);
    });
  });
  return {
    numberOf: (socket) => open.get(socket.remotePort)?.number ?? 0,
    accepted: () => accepted,
    reset: (socket) => {
      const entry = open.get(socket.remotePort);
      if (entry) entry.socket.resetAndDestroy();
      else socket.destroy();
    },
  };
}
