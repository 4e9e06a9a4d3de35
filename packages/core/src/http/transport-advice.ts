import type { TransportKind } from './transport-failure.js';

const CERTIFICATE = 'Never set `insecure` for this: it would let anyone in between read the secrets.';
const NETWORK = 'Check `url`, and that the runner may reach the vault: firewall, allowed networks, VPN';

/** What happened and what to do, for each way in which no answer comes. */
export const TRANSPORT_ADVICE: Readonly<Record<TransportKind, string>> = {
  'unknown-authority': `Its certificate is signed by an authority that is not trusted here, or the vault does not send the intermediate certificate between. Give the certificate of your company's own authority, or of who issued this one, in \`ca-certificate\`, or have the vault send its whole chain. ${CERTIFICATE}`,
  'wrong-host': `Its certificate is for another host name. Write the host name in \`url\` as the certificate has it. ${CERTIFICATE}`,
  expired: `Its certificate has expired: have it renewed, or correct the clock of the runner. ${CERTIFICATE}`,
  'not-yet-valid': `Its certificate is not valid yet: correct the clock of the runner or of the vault. ${CERTIFICATE}`,
  'weak-certificate': `Its certificate is signed with SHA-1 or has a short key, which counts as no proof any more: have it renewed, with SHA-256 and a key of 2048 bits or more. ${CERTIFICATE}`,
  'other-certificate': `Its certificate is not acceptable: have it checked and renewed. ${CERTIFICATE}`,
  'client-certificate':
    'It asks for a client certificate, or does not accept the one it got. Set `client-certificate` and `client-key` to the certificate whose fingerprint the authorization has, and check that it has not expired.',
  tls: 'No TLS connection could be agreed on. Check that `url` names the port of the vault, that the vault offers TLS 1.2 or newer, and whether it asks for a client certificate (`client-certificate`).',
  'plain-http':
    'The port does not speak TLS. Check the port in `url`: an `https` address needs the TLS port of the vault.',
  'not-http':
    'The answer is not HTTP. Check the scheme and the port in `url`: an `http` address with a TLS port answers like this.',
  'dns-not-found':
    'The host name is not known. Check `url` for a slip, and that the DNS of the runner knows internal names.',
  'dns-temporary': 'The name server did not answer. Try again, and check the DNS of the runner.',
  refused: `The connection was refused: nothing listens at that port, or a firewall says no. ${NETWORK}.`,
  unreachable: `There is no route to it. ${NETWORK}.`,
  reset: `The connection was broken off before an answer came. ${NETWORK}, and the log of what stands in front of the vault. A vault that asks for a client certificate can look like this.`,
  'cut-off':
    'The answer broke off in the middle, so nothing of it was used. Try again, and check what stands in front of the vault.',
  'connect-timeout': `No connection in time. ${NETWORK}. A firewall that drops packets looks like this.`,
  timeout: 'No complete answer in time. Raise `timeout`, or check the load of the vault.',
  'proxy-authentication':
    'The proxy asks for a user name and password (407). Put them into HTTPS_PROXY: `http://user:password@host:port`.',
  'proxy-refused':
    'The proxy does not let the request through. Have the host of the vault allowed there, or list it in NO_PROXY.',
  'proxy-unavailable':
    'The proxy could not reach the vault. Check the proxy, or list the host of the vault in NO_PROXY.',
  'proxy-certificate':
    'The certificate of the proxy is not trusted here, has expired, or is for another host name. Check HTTPS_PROXY, and give the authority of the proxy in `ca-certificate`.',
  'proxy-not-http':
    'What HTTPS_PROXY names does not speak HTTP, so it is no proxy for HTTP. Check its address and port: a SOCKS proxy answers like this.',
  'proxy-no-tls': 'What HTTPS_PROXY names does not speak TLS. Write `http://` in HTTPS_PROXY, or check its port.',
  'proxy-no-tunnel':
    'The proxy said yes to a tunnel, and then answered itself: a login page or portal, most often. Log in there, check HTTPS_PROXY, or list the host of the vault in NO_PROXY.',
  'too-large':
    'The answer is larger than 32 MiB, so none of it was used. Select single secrets, or give the authorization fewer.',
  'headers-too-large':
    'The headers of the answer are larger than any vault sends. Check `url`, and what stands in front of the vault.',
  'not-begun':
    'It was not sent: another request of this run found the vault out of reach, and its message says what to do.',
  closed: 'The connection was already closed at this end.',
  other: `The connection failed. ${NETWORK}.`,
};

const OF_CONNECTING: ReadonlySet<TransportKind> = new Set([
  'dns-not-found',
  'dns-temporary',
  'refused',
  'unreachable',
  'connect-timeout',
  'reset',
]);

/** With a proxy set, a connection that fails is most often the one to the proxy. */
export function transportAdvice(kind: TransportKind, withProxy: boolean): string {
  const hint = ' HTTPS_PROXY is set: check the proxy as well, and NO_PROXY.';
  return `${TRANSPORT_ADVICE[kind]}${withProxy && OF_CONNECTING.has(kind) ? hint : ''}`;
}
