import { type PeerCertificate, TLSSocket } from 'node:tls';
import { namesShown, quoteText } from '../errors/message-text.js';
import { systemCode } from '../errors/senhasegura-error.js';
import { CertificateError, isOfCertificate, kindOfCode } from './transport-failure.js';
import type { Connector } from './undici.js';

/** What a server showed; one without a certificate, or without a name in it, shows less than the typings say. */
type Shown = Partial<Pick<PeerCertificate, 'subject' | 'issuer'>> &
  Pick<PeerCertificate, 'subjectaltname' | 'valid_from' | 'valid_to'>;

/** A connector whose failures over a certificate tell what the server showed: without that no advice can be followed. */
export function tellingCertificate(connect: Connector): Connector {
  return (options, callback) => {
    let shown: Shown | undefined;
    const socket = connect(options, (...outcome) => {
      const [error] = outcome;
      const code = error === null ? '' : codeOf(error);
      if (shown === undefined || !isOfCertificate(kindOfCode(code))) callback(...outcome);
      else callback(new CertificateError(code, describe(shown)), null);
    });
    // Before Node's own listener, which looks at the certificate and ends the connection: then it can't be asked for any more. Not by
    // `getPeerX509Certificate`, after which Node's own look finds no names in it.
    if (socket instanceof TLSSocket) {
      socket.prependOnceListener('secure', () => {
        shown = socket.getPeerCertificate();
      });
    }
    return socket;
  };
}

/** Node has no code of its own for what OpenSSL's security level refuses: these are OpenSSL's names for it. */
function codeOf(error: Error): string {
  if (/digest algorithm too weak/i.test(error.message)) return 'CA_MD_TOO_WEAK';
  if (/key too weak/i.test(error.message)) return 'EE_KEY_TOO_SMALL';
  return systemCode(error) ?? '';
}

/** `It showed a certificate of "vault", for "vault.example.com", issued by "Company CA", valid from 2026-01-01 to 2027-01-01.` */
function describe(shown: Shown): string {
  return `It showed a certificate of ${certificateText(shown)}.`;
}

/** `"vault", for "vault.example.com", issued by "Company CA", valid from 2026-01-01 to 2027-01-01` */
export function certificateText({ subject, issuer, subjectaltname, valid_from: from, valid_to: to }: Shown): string {
  const hosts = (subjectaltname ?? '').split(', ').filter((name) => name !== '');
  return [
    nameOf(subject),
    hosts.length === 0
      ? 'for no host name'
      : `for ${namesShown(hosts.map((name) => name.replace(/^(?:DNS|IP Address):/, '')))}`,
    `issued by ${nameOf(issuer)}`,
    `valid from ${dayOf(from)} to ${dayOf(to)}`,
  ].join(', ');
}

function nameOf(name: Shown['subject']): string {
  return quoteText(String(name?.CN ?? name?.O ?? 'a name without CN and O'));
}

function dayOf(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? 'an unknown day' : date.toISOString().slice(0, 10);
}
