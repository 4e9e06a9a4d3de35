import { type ConnectionSettings, type HttpEffects, proxyFor } from '@senhasegura-action/core/internal';
import { checkAddress } from './check-address.js';
import { checkPort } from './check-port.js';
import { checkTls } from './check-tls.js';
import { type Finding, hasFailed, ok } from './finding.js';
import { isLeftOut } from './no-proxy.js';

/** From the host's name to a TLS connection; through a proxy as far as the proxy. */
export async function checkReach(connection: ConnectionSettings, effects: HttpEffects): Promise<readonly Finding[]> {
  const { url } = connection;
  const proxy = proxyFor(url, connection.proxy, (value) => {
    effects.onSecret(value);
  });
  if (proxy !== undefined && !isLeftOut(url, proxy.noProxy)) {
    const address = new URL(proxy.uri);
    const way = ok('proxy', `the vault is reached through ${proxy.uri}; the proxy looks its name up`);
    return [way, ...(await reached(address, 'proxy', connection.timeout))];
  }
  const way = ok('proxy', proxy === undefined ? 'none' : 'none: NO_PROXY names the vault');
  const findings = [way, ...(await reached(url, 'vault', connection.timeout))];
  if (hasFailed(findings) || url.protocol !== 'https:') return findings;
  return [...findings, ...(await checkTls(connection))];
}

async function reached(url: URL, what: string, timeout: number): Promise<readonly Finding[]> {
  const address = await checkAddress(url.hostname);
  return address.status === 'fail' ? [address] : [address, await checkPort(url, what, timeout)];
}
