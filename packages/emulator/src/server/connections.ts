import type { Server, Socket } from 'node:net';

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
