import { once } from 'node:events';
import { createServer } from 'node:net';
import { TLSSocket } from 'node:tls';
import { createFaultyVault } from './faulty-vault.js';

/**
 * @typedef {import('./faulty-vault.js').Request} Request
 * @typedef {import('./faulty-vault.js').Answer} Answer
 * @typedef {import('node:tls').TlsOptions} TlsOptions
 *
 * What can go wrong, and where.
 * @typedef {{ readonly kind: 'refusal' }
 *   | { readonly kind: 'connection', readonly strike: (socket: import('node:net').Socket) => void }
 *   | { readonly kind: 'tls', readonly options: (authorities: Authorities) => TlsOptions }
 *   | { readonly kind: 'answer', readonly strike: Strike }} Stroke
 *
 * Answers a request or not. `vault` lets the vault do what is asked, and gives its answer; `reset` ends the connection by TCP.
 * @typedef {(socket: TLSSocket, vault: () => Answer, reset: () => void) => void} Strike
 *
 * @typedef {object} Authorities
 * @property {import('@senhasegura-action/emulator').Authority} trusted The one whose certificate the client is given.
 * @property {import('@senhasegura-action/emulator').Authority} unknown
 *
 * Where a stroke falls: on each of these requests or, where it is one of connections, on each connection after `before` was
 * answered, or from the first on.
 * @typedef {object} Target
 * @property {(request: Request) => boolean} step
 * @property {((request: Request) => boolean) | undefined} before
 */

/** The longest head of a request that is waited for. */
const LONGEST_HEAD = 64 * 1024;

/**
 * A vault on a server of sockets, without a library of HTTP: it can answer what no such library would.
 * @param {Authorities} authorities
 */
export async function startRawServer(authorities) {
  const vault = createFaultyVault();
  const { certificate, key } = authorities.trusted.serverKey();
  /** @type {{ stroke: Stroke, target: Target, isArmed: boolean } | undefined} */
  let aim;
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    const stroke = aim?.isArmed === true ? aim.stroke : undefined;
    if (stroke?.kind === 'connection') stroke.strike(socket);
    else serve(socket, stroke?.kind === 'tls' ? stroke.options(authorities) : { cert: certificate, key });
  });
  const listen = async (port = 0) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  };
  const port = await listen();

  /** @param {import('node:net').Socket} socket @param {TlsOptions} options */
  const serve = (socket, options) => {
    const tls = new TLSSocket(socket, { isServer: true, ALPNProtocols: ['http/1.1'], ...options });
    tls.on('error', () => undefined);
    /** @type {Buffer} */
    let received = Buffer.alloc(0);
    tls.on('data', (/** @type {Buffer} */ bytes) => {
      received = Buffer.concat([received, bytes]);
      for (let found = takeRequest(received); found !== undefined; found = takeRequest(received)) {
        received = found.rest;
        respond(tls, found.request, () => socket.resetAndDestroy());
      }
      if (received.length > LONGEST_HEAD) tls.destroy();
    });
  };

  /** @param {TLSSocket} tls @param {Request} request @param {() => void} reset */
  const respond = (tls, request, reset) => {
    if (aim?.stroke.kind === 'answer' && aim.target.step(request)) {
      aim.stroke.strike(tls, () => vault.handle(request), reset);
      // What reads takes custody, whatever becomes of the answer; what releases, only where it is answered so.
      if (request.method === 'GET') vault.handle(request);
      return;
    }
    const arms = aim?.isArmed === false && aim.target.before?.(request) === true;
    const answer = vault.handle(request);
    if (!arms) {
      tls.write(written(answer));
      return;
    }
    // The stroke falls on connections: the next request must need a new one.
    tls.end(written(answer, 'connection: close\r\n'));
    arm();
  };

  const arm = () => {
    if (aim === undefined) return;
    aim.isArmed = true;
    if (aim.stroke.kind === 'refusal') server.close();
  };

  return {
    url: `https://127.0.0.1:${port}`,
    ca: authorities.trusted.certificate,
    isHeld: vault.isHeld,
    /** From now on. @param {Stroke} stroke @param {Target} target */
    aim: (stroke, target) => {
      aim = { stroke, target, isArmed: false };
      if (target.before === undefined) arm();
    },
    /** All is well again. */
    lift: async () => {
      aim = undefined;
      if (!server.listening) await listen(port);
    },
    stop: async () => {
      const closed = server.listening ? once(server, 'close') : undefined;
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/**
 * An answer as bytes. Of headers only these: the faults add their own.
 * @param {Answer} answer
 * @param {string} [more]
 */
export const written = ({ status, body }, more = '') =>
  `HTTP/1.1 ${status} Status\r\ncontent-type: application/json\r\n${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/**
 * The first request of these bytes, and what follows it; `undefined` while it is not complete.
 * @param {Buffer} bytes
 * @returns {{ readonly request: Request, readonly rest: Buffer } | undefined}
 */
function takeRequest(bytes) {
  const head = bytes.indexOf('\r\n\r\n');
  if (head === -1) return undefined;
  const text = bytes.toString('latin1', 0, head);
  const length = Number(/^content-length: *(\d+)/imu.exec(text)?.[1] ?? 0);
  const end = head + 4 + length;
  if (bytes.length < end) return undefined;
  const [method = '', target = ''] = text.split(' ', 2);
  const body = bytes.toString('utf8', head + 4, end);
  return { request: { method, path: target.split('?', 1)[0] ?? '', body }, rest: bytes.subarray(end) };
}
