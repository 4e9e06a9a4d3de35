import type { Certificate } from '../vault/certificate.js';
import { makePfx } from '../tls/pfx.js';
import type { ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { exceptionSaying, failure, missingParameter, type Reply, success } from '../wire/reply.js';
import { textField, type VaultRequest } from '../wire/request.js';

/**
 * Certificate Manager (wire contract §9). The page https://docs.senhasegura.io/docs/api-clm-download-certificates has the
 * first path, the parameters and answers without an envelope; older versions spell the path in the other two ways.
 */
export const certificateRoutes: readonly ModuleRoute[] = [
  '/api/certificate/download',
  '/iso/certificate/download',
  '/iso/cert/download',
].map((path) => ({ access: 'certificate', method: 'POST', path, handle: download }));

/** What a format makes of a certificate: `pfx` has always its key, `pem` one file of all, `crt` the key apart. */
function download(request: VaultRequest, vault: Vault): Reply {
  const [id, format, password] = ['id', 'format', 'password'].map((name) => textField(request, name));
  if (id === undefined) return missingParameter('id');
  if (format === undefined) return missingParameter('format');
  // The page gives no code for it.
  const found = vault.certificates.get(id);
  if (!found) return failure(404, 'Certificate not found');
  const withKey = format === 'pfx' || ['true', '1'].includes(textField(request, 'download_key') ?? '');
  if (withKey && password === undefined) return missingParameter('password');
  const key = withKey ? (password ?? '') : undefined;
  const encode = vault.settings.certificateText === 'pem' ? asText : asBase64;
  switch (format) {
    case 'pfx': {
      const file = makePfx([found.certificate, ...found.chain], found.privateKey, key ?? '');
      return bare({ format, certificate: file.toString('base64') });
    }
    case 'pem': {
      const parts = [found.certificate, ...found.chain].map((certificate) => certificate.toString());
      const file = [...parts, ...(key === undefined ? [] : [keyPem(found, key)])].join('');
      return bare({ format, certificate: vault.settings.certificateText === 'pem' ? file : base64(file) });
    }
    case 'crt':
      return bare({
        ...{ format, certificate: encode(found.certificate.toString()) },
        ...(key !== undefined && { key: encode(keyPem(found, key)), key_format: 'key' }),
      });
    default:
      return exceptionSaying(1001, 'The parameter format is invalid');
  }
}

function bare(payload: Readonly<Record<string, unknown>>): Reply {
  return success('Certificate downloaded', payload, { placement: 'bare' });
}

function keyPem({ privateKey }: Certificate, passphrase: string): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
}

function asText(pem: string): string {
  return pem;
}

/** The page's example is the base64 inside of PEM: `MIID6TCCAtGgAwIBAgIBADA...` are the first bytes of a certificate. */
function asBase64(pem: string): string {
  return pem.replaceAll(/-----[^-]+-----|\s/g, '');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
