import Pool, { type RequestDispatcher } from 'undici/lib/dispatcher/pool.js';
import type { ConnectionSettings } from '../settings/settings.js';
import type { Proxy } from './proxy.js';
import { proxyTls, vaultTls } from './tls-options.js';
import { vaultConnector } from './vault-connector.js';

/** Connections to the vault at the same time, at most. */
export const CONNECTIONS = 6;
/** Milliseconds for one connection: a lost packet must not cost the time of a whole request. */
const CONNECT_TIMEOUT = 10_000;

export interface VaultDispatcher extends RequestDispatcher {
  destroy(): Promise<void>;
}

function limits({ timeout }: ConnectionSettings) {
  return { connections: CONNECTIONS, pipelining: 1, headersTimeout: timeout, bodyTimeout: timeout };
}

function connectTimeout({ timeout }: ConnectionSettings): number {
  return Math.min(timeout, CONNECT_TIMEOUT);
}

async function throughProxy(connection: ConnectionSettings, proxy: Proxy): Promise<VaultDispatcher> {
  const { default: EnvHttpProxyAgent } = await import('undici/lib/dispatcher/env-http-proxy-agent.js');
  const { default: connect } = await import('undici/lib/api/api-connect.js');
  const toVault = { ...vaultTls(connection.tls), timeout: connectTimeout(connection) };
  const agent = new EnvHttpProxyAgent({
    ...limits(connection),
    // An empty string means no proxy; left out, the agent would read the environment by itself.
    httpProxy: '',
    httpsProxy: proxy.uri,
    noProxy: proxy.noProxy,
    // undici's index gives every dispatcher this method; without the index the one to the proxy lacks it.
    clientFactory: (origin, options) => Object.assign(new Pool(origin, options), { connect }),
    connect: toVault,
    requestTls: toVault,
    proxyTls: { ...proxyTls(connection.tls), timeout: connectTimeout(connection) },
    ...(proxy.authorization === undefined ? {} : { token: proxy.authorization }),
  });
  return agent;
}

/** The connections to the vault: made on first use, kept alive, shared by all requests of a run. */
export async function createDispatcher(
  connection: ConnectionSettings,
  proxy: Proxy | undefined,
): Promise<VaultDispatcher> {
  if (proxy !== undefined) return throughProxy(connection, proxy);
  const timeout = connectTimeout(connection);
  const pool = new Pool(connection.url.origin, {
    ...limits(connection),
    connect: connection.url.protocol === 'https:' ? vaultConnector(connection.tls, timeout) : { timeout },
  });
  return pool;
}
