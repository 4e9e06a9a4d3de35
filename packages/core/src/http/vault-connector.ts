import buildConnector, { type Connector } from 'undici/lib/core/connect.js';
import { systemCode } from '../errors/system-error.js';
import type { TlsSettings } from './connection-settings.js';
import { givenAuthoritiesTls, vaultTls } from './tls-options.js';
import { kindOfCode } from './transport-kind.js';

/**
 * Connects to the vault. With authorities in the settings these are tried first, and all that Node trusts only where they
 * are not enough: most who give an authority give the one that counts.
 * @param timeout milliseconds for one connection
 * @throws InputError when the client certificate, its key and its passphrase do not belong together
 */
export function vaultConnector(tls: TlsSettings, timeout: number): Connector {
  const trustingAll = (): Connector => buildConnector({ ...vaultTls(tls), timeout });
  if (tls.extraAuthorities === undefined || !tls.verify) return trustingAll();
  const trustingGiven = buildConnector({ ...givenAuthoritiesTls(tls, tls.extraAuthorities), timeout });
  let all: Connector | undefined;
  return (options, callback) => {
    if (all !== undefined) return all(options, callback);
    return trustingGiven(options, (...[error, socket]) => {
      if (error === null) callback(null, socket);
      else if (isUnknownAuthority(error)) {
        all ??= trustingAll();
        all(options, callback);
      } else callback(error, null);
    });
  };
}

function isUnknownAuthority(error: Error): boolean {
  return kindOfCode(systemCode(error) ?? '') === 'unknown-authority';
}
