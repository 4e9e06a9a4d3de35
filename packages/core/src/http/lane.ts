import buildConnector, { type Connector } from 'undici/lib/core/connect.js';
import Client from 'undici/lib/dispatcher/client.js';
import { systemCode } from '../errors/system-error.js';
import type { ConnectionSettings } from './connection-settings.js';
import type { ConnectionsAhead } from './connections-ahead.js';
import type { Lane } from './lanes.js';
import type { Proxy } from './proxy.js';
import { proxyTls, vaultTls } from './tls-options.js';
import { vaultConnector } from './vault-connector.js';

/** Milliseconds for one connection: a lost packet must not cost the time of a whole request. */
const CONNECT_TIMEOUT = 10_000;

function connectTimeout({ timeout }: ConnectionSettings): number {
  return Math.min(timeout, CONNECT_TIMEOUT);
}

function limits({ timeout }: ConnectionSettings) {
  return { headersTimeout: timeout, bodyTimeout: timeout };
}

async function laneThroughProxy(connection: ConnectionSettings, proxy: Proxy): Promise<Lane> {
  const { default: EnvHttpProxyAgent } = await import('undici/lib/dispatcher/env-http-proxy-agent.js');
  const { default: Pool } = await import('undici/lib/dispatcher/pool.js');
  const { default: connect } = await import('undici/lib/api/api-connect.js');
  const toVault = { ...vaultTls(connection.tls), timeout: connectTimeout(connection) };
  return new EnvHttpProxyAgent({
    ...limits(connection),
    connections: 1,
    // An empty string means no proxy; left out, the agent would read the environment by itself.
    httpProxy: '',
    httpsProxy: proxy.uri,
    noProxy: proxy.noProxy,
    // undici's index gives every dispatcher this method; without the index the one to the proxy lacks it.
    clientFactory: (origin, options) => Object.assign(new Pool(origin, options), { connect }),
    factory: (origin, options) => new Pool(origin, endingRefusals(options)),
    connect: toVault,
    requestTls: toVault,
    proxyTls: { ...proxyTls(connection.tls), timeout: connectTimeout(connection) },
    ...(proxy.authorization === undefined ? {} : { token: proxy.authorization }),
  });
}

/**
 * Options of a pool through a proxy, whose connector no longer fails with undici's own code for a connection that was closed:
 * with that undici connects again at once, and again, as long as the request has time.
 */
function endingRefusals<Options extends { readonly connect?: unknown }>(options: Options): Options {
  const { connect } = options;
  if (typeof connect !== 'function') return options;
  const connector = connect as Connector;
  const ending: Connector = (given, callback) =>
    connector(given, (...outcome) => {
      const [error] = outcome;
      if (error === null || systemCode(error) !== 'UND_ERR_SOCKET') callback(...outcome);
      else callback(Object.assign(new Error('closed by the proxy'), { code: 'ECONNRESET' }), null);
    });
  return { ...options, connect: ending };
}

/**
 * Makes lanes to the vault.
 * @param ahead hands its connections to the lanes; those through a proxy have none ahead
 * @throws InputError when the client certificate can't be used
 */
export function laneMaker(
  connection: ConnectionSettings,
  proxy: Proxy | undefined,
  ahead: ConnectionsAhead,
): () => Lane | Promise<Lane> {
  if (proxy !== undefined) return () => laneThroughProxy(connection, proxy);
  const { url, tls } = connection;
  const timeout = connectTimeout(connection);
  let connect: ReturnType<ConnectionsAhead['through']> | undefined;
  return () => {
    connect ??= ahead.through(url.protocol === 'https:' ? vaultConnector(tls, timeout) : buildConnector({ timeout }));
    // Two: with one, undici sends the next request only a turn later. There never are two on a lane.
    return new Client(url.origin, { ...limits(connection), pipelining: 2, connect });
  };
}
