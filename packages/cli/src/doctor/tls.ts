import { isIP } from 'node:net';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import {
  certificateText,
  type ConnectionSettings,
  kindOfCode,
  TRANSPORT_ADVICE,
  vaultTls,
} from '@senhasegura-action/core/internal';
import { EXIT } from '../terminal/exit-code.js';
import { errorCode, fail, type Finding, ok, warn } from './finding.js';

/** Where a URL's connection goes to. */
export function endpointOf({ hostname, port, protocol }: URL): { readonly host: string; readonly port: number } {
  const usual = protocol === 'https:' ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
}

const DAY = 24 * 60 * 60 * 1000;
/** Days before the end of a certificate from which somebody should see to it. */
const SOON = 30;

/**
 * Looks at the vault's certificate: its chain, its host name, when it ends. The connection is made whatever the certificate
 * is, so that the reason can be told; nothing is sent over it.
 */
export function checkTls({ url, tls, timeout }: ConnectionSettings): Promise<readonly Finding[]> {
  const { host, port } = endpointOf(url);
  const name = isIP(host) === 0 ? { servername: host } : {};
  return new Promise((resolve) => {
    const socket = connect({ host, port, ...name, ...vaultTls(tls), rejectUnauthorized: false });
    const end = (findings: readonly Finding[]): void => {
      socket.destroy();
      resolve(findings);
    };
    socket.setTimeout(timeout, () => {
      end([failed('ETIMEDOUT')]);
    });
    socket.once('error', (error) => {
      end([failed(errorCode(error))]);
    });
    socket.once('secureConnect', () => {
      end(findingsOn(socket, tls.verify));
    });
  });
}

function failed(code: string): Finding {
  return fail('tls', `no TLS connection (${code})`, TRANSPORT_ADVICE[kindOfCode(code)], EXIT.unreachable);
}

function findingsOn(socket: TLSSocket, verify: boolean): readonly Finding[] {
  // The typings say Error; Node gives the code of OpenSSL, or the error of the check of the host name.
  const reason: unknown = socket.authorizationError;
  const code = typeof reason === 'string' ? reason : errorCode(reason);
  const shown = socket.getPeerCertificate(true);
  const { issuer, valid_to: until } = shown;
  const protocol = socket.getProtocol() ?? 'TLS';
  const by = String(issuer.CN ?? issuer.O ?? 'an authority without a name');
  const chain = chainFrom(shown).map((each, index) => ok('chain', `${index + 1}: ${certificateText(each)}`));
  if (!socket.authorized && verify) return [...chain, failed(code)];
  const trust = verify
    ? ok('tls', `${protocol}; the certificate of ${by} is trusted`)
    : warn('tls', `${protocol}; the certificate is not verified (insecure)`, 'Set ca-certificate instead of insecure.');
  return [...chain, trust, expiry(new Date(until), Date.now())];
}

/** A chain has three or four; a server can show as many as it likes. */
const MOST_CERTIFICATES = 10;

/** Node links a self-signed one to itself; without an issuer it leaves the link out, whatever its typings say. */
type Shown = PeerCertificate & { readonly issuerCertificate?: Shown };

/** The server's certificate and, after each, the one that issued it: as the server showed them, or as they are trusted here. */
function chainFrom(first: Shown): readonly Shown[] {
  const chain: Shown[] = [];
  let next: Shown | undefined = first;
  while (next !== undefined && !chain.includes(next) && chain.length < MOST_CERTIFICATES) {
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}

function expiry(until: Date, now: number): Finding {
  const days = Math.floor((until.getTime() - now) / DAY);
  const what = `the certificate ends in ${days} ${days === 1 ? 'day' : 'days'} (${until.toISOString().slice(0, 10)})`;
  return days < SOON ? warn('certificate', what, 'Have it renewed.') : ok('certificate', what);
}
