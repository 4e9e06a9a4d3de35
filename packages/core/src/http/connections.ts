import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { systemCode } from '../errors/senhasegura-error.js';
import type { ConnectionSettings } from './http-types.js';
import type { Proxy } from './proxy.js';
import { tellingCertificate } from './shown-certificate.js';
import type { TunnelOptions } from './tunnel.js';
import { givenAuthoritiesTls, type TlsOptions, vaultTls } from './tls-options.js';
import { kindOfCode, ProxyError } from './transport-failure.js';
import { buildConnector, type Connector, kParser, Pool } from './undici.js';

/** Connections to the vault at the same time, at most. */
export const CONNECTIONS = 6;
/** Milliseconds for one connection: a lost packet must not cost the time of a whole request. */
const CONNECT_TIMEOUT = 10_000;

export interface Dispatching {
  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void;
  /** Waits until the connection on which an answer has just ended can be used again. */
  freed(): Promise<void>;
}

/** The connections to a vault: as many as requests run at the same time. They are kept alive. */
export interface Connections extends Dispatching {
  /** Lends a new connection for the time of `work`. */
  apart<T>(work: (connection: Dispatching) => Promise<T>): Promise<T>;
  /** Ends all connections at once; requests that are under way fail. */
  destroy(): Promise<void>;
}

/** @throws InputError when the client certificate, its key and its passphrase do not belong together */
export function createConnections(connection: ConnectionSettings, proxy: Proxy | undefined): Connections {
  const { url, timeout } = connection;
  const connecting = new Set<Socket>();
  const ending = new AbortController();
  const connect = remembering(vaultConnector(connection, proxy, ending.signal), connecting);
  const open = new Set<Dispatcher>();
  const newPool = (connections: number): Dispatcher => {
    const pool = new Pool(url.origin, { connections, headersTimeout: timeout, bodyTimeout: timeout, connect });
    open.add(pool);
    return pool;
  };
  const shared = newPool(CONNECTIONS);
  return {
    ...dispatching(shared),
    apart: async (work) => {
      const pool = newPool(1);
      try {
        return await work(dispatching(pool));
      } finally {
        open.delete(pool);
        await pool.destroy();
      }
    },
    destroy: async () => {
      ending.abort();
      for (const socket of connecting) socket.destroy();
      await Promise.all([...open].map((pool) => pool.destroy()));
    },
  };
}

function dispatching(pool: Dispatcher): Dispatching {
  return {
    dispatch: (options, handler) => void pool.dispatch(options, handler),
    // undici takes a connection back one turn of the event loop after an answer's end, and opens another one for who asks sooner:
    // without this ten requests after one another have ten answers on two connections.
    freed: () => setImmediate(),
  };
}

/** Keeps the sockets that are not connected yet: undici waits for these, also when it is destroyed. */
function remembering(connect: Connector, connecting: Set<Socket>): Connector {
  return (options, callback) => {
    const socket = connect(options, (...outcome) => {
      if (socket !== undefined) connecting.delete(socket);
      callback(...outcome);
      readOverContinue(outcome[1]);
    });
    if (socket !== undefined) connecting.add(socket);
    return socket;
  };
}

/** undici's parser of answers on a connection; not for others, so it is only touched where it is as it was read. */
interface AnswerParser {
  onHeadersComplete?: (status: number, ...rest: readonly unknown[]) => unknown;
}

/**
 * undici ends a connection on which `100 Continue` comes unasked, as any server and gateway may send it (RFC 9110 section 15.2). Its parser
 * is told of another interim answer instead, which it reads over as it does with all others.
 */
function readOverContinue(socket: Socket | null): void {
  const parser = (socket as { readonly [kParser]?: AnswerParser } | null)?.[kParser];
  const complete = parser?.onHeadersComplete?.bind(parser);
  if (parser === undefined || complete === undefined) return;
  parser.onHeadersComplete = (status, ...rest) => complete(status === 100 ? 103 : status, ...rest);
}

/**
 * Connects to the vault. With authorities in the settings these are tried first, and all that Node trusts only where they
 * are not enough: most who give an authority give the one that counts.
 */
function vaultConnector(connection: ConnectionSettings, proxy: Proxy | undefined, ending: AbortSignal): Connector {
  const { tls, url } = connection;
  const timeout = Math.min(connection.timeout, CONNECT_TIMEOUT);
  if (url.protocol !== 'https:') return buildConnector({ timeout });
  const connectorFor = (options: TlsOptions): Connector => {
    const direct = tellingCertificate(buildConnector({ ...options, timeout }));
    return proxy === undefined ? direct : throughProxy(direct, { proxy, url, tls, timeout, ending });
  };
  const trustingAll = (): Connector => connectorFor(vaultTls(tls));
  if (tls.extraAuthorities === undefined || !tls.verify) return trustingAll();
  const trustingGiven = connectorFor(givenAuthoritiesTls(tls, tls.extraAuthorities));
  let all: Connector | undefined;
  return (options, callback) => {
    if (all !== undefined) return all(options, callback);
    return trustingGiven(options, (...[error, socket]) => {
      if (error === null) callback(null, socket);
      else if (kindOfCode(systemCode(error) ?? '') === 'unknown-authority') {
        all ??= trustingAll();
        all(options, callback);
      } else callback(error, null);
    });
  };
}

/** TLS with the vault inside a tunnel. Few have a proxy, so the tunnel is loaded for them only. */
function throughProxy(connect: Connector, way: TunnelOptions): Connector {
  return (options, callback) => {
    const opened = import('./tunnel.js').then(({ openTunnel }) => openTunnel(way));
    opened.then(
      (httpSocket) => {
        connect({ ...options, httpSocket }, (...outcome) => {
          const [error] = outcome;
          const code = systemCode(error) ?? '';
          if (error === null || kindOfCode(code) !== 'plain-http') callback(...outcome);
          // What comes through the tunnel is no TLS: a page of the proxy's own, most often.
          else callback(new ProxyError('proxy-no-tunnel', code), null);
        });
      },
      (error: unknown) => {
        callback(error as Error, null);
      },
    );
    return undefined;
  };
}
