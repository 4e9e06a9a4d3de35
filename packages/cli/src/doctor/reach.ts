import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import {
  type ConnectionSettings,
  type HttpEffects,
  isLeftOut,
  kindOfCode,
  proxyFor,
  TRANSPORT_ADVICE,
} from '@senhasegura-action/core/internal';
import { EXIT } from '../terminal/exit-code.js';
import { errorCode, fail, type Finding, hasFailed, ok } from './finding.js';
import { checkTls, endpointOf } from './tls.js';

/** From the host's name to a TLS connection; through a proxy as far as the proxy. */
export async function checkReach(connection: ConnectionSettings, effects: HttpEffects): Promise<readonly Finding[]> {
  const { url } = connection;
  const proxy = proxyFor(url, connection.proxy, (value) => {
    effects.onSecret(value);
  });
  if (proxy !== undefined) {
    const address = new URL(proxy.uri);
    const way = ok('proxy', `the vault is reached through ${proxy.uri}; the proxy looks its name up`);
    return [way, ...(await reached(address, 'proxy', connection.timeout))];
  }
  const way = ok('proxy', isLeftOut(url, connection.proxy.noProxy ?? '') ? 'none: NO_PROXY names the vault' : 'none');
  const findings = [way, ...(await reached(url, 'vault', connection.timeout))];
  if (hasFailed(findings) || url.protocol !== 'https:') return findings;
  return [...findings, ...(await checkTls(connection))];
}

async function reached(url: URL, what: string, timeout: number): Promise<readonly Finding[]> {
  const address = await checkAddress(url.hostname);
  return address.status === 'fail' ? [address] : [address, await checkPort(url, what, timeout)];
}

/** Whether a host's name is known. */
async function checkAddress(hostname: string): Promise<Finding> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return ok('dns', `${bare} is an address`);
  try {
    const addresses = await lookup(bare, { all: true });
    return ok('dns', `${bare} is ${addresses.map(({ address }) => address).join(', ')}`);
  } catch (error) {
    const code = errorCode(error);
    return fail('dns', `${bare} is not known (${code})`, TRANSPORT_ADVICE[kindOfCode(code)], EXIT.unreachable);
  }
}

/** Whether something listens. @param timeout milliseconds */
function checkPort(url: URL, what: string, timeout: number): Promise<Finding> {
  const { host, port } = endpointOf(url);
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (finding: Finding): void => {
      socket.destroy();
      resolve(finding);
    };
    const failed = (code: string): void => {
      end(
        fail(
          'tcp',
          `no connection to the ${what} at ${host}:${port} (${code})`,
          TRANSPORT_ADVICE[kindOfCode(code)],
          EXIT.unreachable,
        ),
      );
    };
    socket.setTimeout(timeout, () => {
      failed('ETIMEDOUT');
    });
    socket.once('error', (error) => {
      failed(errorCode(error));
    });
    socket.once('connect', () => {
      end(ok('tcp', `the ${what} listens at ${host}:${port}`));
    });
  });
}
