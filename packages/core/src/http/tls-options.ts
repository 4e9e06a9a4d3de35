import { createSecureContext, rootCertificates, type SecureContext, type SecureContextOptions } from 'node:tls';
import { InputError } from '../errors/senhasegura-error.js';
import type { TlsSettings } from './http-types.js';

/** What `tls.connect` takes of ours. */
export interface TlsOptions {
  readonly secureContext: SecureContext;
  readonly rejectUnauthorized: boolean;
}

/** `addCACert` is how Node itself fills a context from its `ca` option; the typings leave the inside of a context open. */
function addAuthorities(context: unknown, pem: string): boolean {
  if (typeof context !== 'object' || context === null || !('addCACert' in context)) return false;
  if (typeof context.addCACert !== 'function') return false;
  Reflect.apply(context.addCACert, context, [pem]);
  return true;
}

/**
 * A context that trusts what Node trusts (its own roots or the system's) and `extra` besides. Node's `ca` option would put
 * `extra` in the place of all others, and to give it `tls.rootCertificates` again loses the system's and costs 43 ms on Node 20;
 * adding to the filled context costs 2. What is given is trusted also when it is an intermediate or the vault's own certificate
 * (`allowPartialTrustChain`, as curl does), which Node before 20.18 passes over. NODE_EXTRA_CA_CERTS stays trusted too, but on Node 20 only when nothing is added.
 */
export function trusting(
  { extraAuthorities: extra, roots }: TlsSettings,
  client: TlsSettings['client'],
): SecureContext {
  const own = { ...ownCertificate(client), ...(extra === undefined ? {} : { allowPartialTrustChain: true }) };
  if (roots === 'bundled') return createSecureContext({ ...own, ca: [...rootCertificates, extra ?? ''] });
  const context = createSecureContext(own);
  if (extra === undefined || addAuthorities(context.context, extra)) return context;
  return createSecureContext({ ...own, ca: [...rootCertificates, extra] });
}

function ownCertificate(client: TlsSettings['client']): SecureContextOptions {
  if (client === undefined) return {};
  const { certificate: cert, key, passphrase } = client;
  return { cert, key, ...(passphrase === undefined ? {} : { passphrase }) };
}

/**
 * What a vault is trusted with when all that Node trusts counts.
 * @throws InputError when the client certificate, its key and its passphrase do not belong together
 */
export function vaultTls(tls: TlsSettings): TlsOptions {
  return verified(tls, () => trusting(tls, tls.client));
}

/**
 * What a vault is trusted with when only the authorities of the settings count: Node parses all of its own roots otherwise,
 * which costs a job 28 ms on Node 20 and 12 on Node 24.
 * @throws InputError as above
 */
export function givenAuthoritiesTls(tls: TlsSettings, ca: string): TlsOptions {
  return verified(tls, () => createSecureContext({ ca, allowPartialTrustChain: true, ...ownCertificate(tls.client) }));
}

function verified(tls: TlsSettings, makeContext: () => SecureContext): TlsOptions {
  try {
    return { secureContext: makeContext(), rejectUnauthorized: tls.verify };
  } catch (cause) {
    if (tls.client === undefined) {
      throw new InputError('`ca-certificate` can not be read: give PEM certificates.', { cause });
    }
    throw new InputError(
      'The client certificate can not be used: check that `client-certificate` and `client-key` are PEM texts that belong together, and that `client-key-passphrase` opens the key.',
      { cause },
    );
  }
}

/** A proxy gets no client certificate, and `insecure` is for the vault alone. */
export function proxyTls(tls: TlsSettings): TlsOptions {
  return { secureContext: trusting(tls, undefined), rejectUnauthorized: true };
}
