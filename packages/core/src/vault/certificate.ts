import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { APIError, InputError, NoSuchRouteError } from '../errors/senhasegura-error.js';
import { quoteText } from '../errors/message-text.js';
import { decodeBase64 } from '../values/base64.js';
import type { JsonObject } from '../values/json-value.js';
import type { Field } from '../values/secret-value.js';
import { textAt, unexpectedAnswer } from './answer-fields.js';
import { rememberedBy } from './concurrency.js';
import type { ItemReading, ReadItem } from './item.js';
import { firstRoute, type Vault } from './vault.js';

/**
 * Certificate Manager (contract section 9), as the vendor's page https://docs.senhasegura.io/docs/api-clm-download-certificates has it.
 * Each field, and the format whose download it comes from.
 */
const FORMAT_OF = { pem: 'pem', chain: 'pem', key: 'crt', pfx: 'pfx', password: undefined } as const;

type Format = 'pem' | 'crt' | 'pfx';

const PATHS = ['/api/certificate/download', '/iso/certificate/download', '/iso/cert/download'] as const;

/** As many random bytes as an AES-256 key has. */
const PASSWORD_BYTES = 32;

/**
 * Reads certificates: `pem` is the certificate with those above it, the own first, `chain` those above it alone, `key` the private
 * key without encryption (PKCS #8), `pfx` the base64 of a PKCS #12 file, `password` what opens that file. One download for each
 * format, and one password for each id, in a run.
 * @param onSecret takes the password before anybody else sees it
 */
export function createCertificateItems(vault: Vault, onSecret: (value: string) => void): ReadItem {
  const passwords = new Map<string, string>();
  const passwordOf = (id: string): string => {
    const known = passwords.get(id);
    if (known !== undefined) return known;
    const made = randomBytes(PASSWORD_BYTES).toString('base64url');
    onSecret(made);
    passwords.set(id, made);
    return made;
  };
  const download = rememberedBy((key) => {
    const [format, id] = splitKey(key);
    return readFields(vault, id, format, () => passwordOf(id));
  });
  return async (id, field): Promise<ItemReading> => {
    if (field === undefined || !isField(field)) return { kind: 'missing', why: noSuchField(field) };
    const format = FORMAT_OF[field];
    if (format === undefined) return { kind: 'found', fields: [{ name: 'password', value: passwordOf(id) }] };
    try {
      return { kind: 'found', fields: await download(`${format}:${id}`) };
    } catch (error) {
      // The page has no code for it.
      const isMissing = error instanceof APIError && error.status === 404 && !(error instanceof NoSuchRouteError);
      if (!isMissing) throw error;
      return { kind: 'missing', why: error.message };
    }
  };
}

function splitKey(key: string): readonly [format: Format, id: string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon) as Format, key.slice(colon + 1)];
}

function isField(name: string): name is keyof typeof FORMAT_OF {
  return Object.hasOwn(FORMAT_OF, name);
}

function noSuchField(field: string | undefined): string {
  const there = Object.keys(FORMAT_OF).join(', ');
  return field === undefined
    ? `a certificate has no fields that go together: name one of ${there}.`
    : `a certificate has no field ${quoteText(field)}: there are ${there}.`;
}

async function readFields(vault: Vault, id: string, format: Format, password: () => string): Promise<readonly Field[]> {
  if (!/^\d{1,18}$/.test(id))
    throw new InputError(`cert: ${quoteText(id)} is no id of a certificate: write its digits.`);
  // Sent where something is encrypted with it, and nowhere else.
  const json: JsonObject = {
    id,
    format,
    ...(format === 'pem' ? {} : { password: password() }),
    ...(format === 'crt' ? { download_key: true } : {}),
  };
  const [first, ...others] = PATHS.map((path) => async () => {
    const answer = await vault.call({ method: 'POST', path, json, repeat: 'safe' });
    const text = textAt(answer, format === 'crt' ? 'key' : 'certificate');
    if (text === undefined || text === '') throw unexpectedAnswer('POST', path, 'what was to be downloaded');
    return { path, text };
  });
  if (first === undefined) return [];
  const { path, text } = await firstRoute(first, ...others);
  const fields = fieldsOf(format, text, password);
  if (fields === undefined) throw unexpectedAnswer('POST', path, `anything that can be read as ${format}`);
  return fields;
}

/** `undefined` where the text is not what it should be: an error of OpenSSL could quote it. */
function fieldsOf(format: Format, text: string, password: () => string): readonly Field[] | undefined {
  try {
    switch (format) {
      case 'pem': {
        const certificates = certificatesIn(text);
        const [, ...above] = certificates;
        return certificates.length === 0
          ? undefined
          : [
              { name: 'pem', value: certificates.join('') },
              ...(above.length === 0 ? [] : [{ name: 'chain', value: above.join('') }]),
            ];
      }
      case 'crt':
        return [{ name: 'key', value: plainKey(text, password()) }];
      case 'pfx':
        return decodeBase64(text) === undefined ? undefined : [{ name: 'pfx', value: text }];
    }
  } catch {
    return undefined;
  }
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** PEM, base64 of PEM, or base64 of DER; each certificate is read and written anew. */
function certificatesIn(text: string): readonly string[] {
  const bytes = text.includes('-----BEGIN ') ? Buffer.from(text) : Buffer.from(decodeBase64(text) ?? []);
  const pem = bytes.toString('latin1');
  const found = pem.includes('-----BEGIN ') ? (pem.match(PEM) ?? []) : [bytes];
  return found.map((certificate) => new X509Certificate(certificate).toString());
}

/** PEM, base64 of PEM, or base64 of DER, encrypted with the password or plain. */
function plainKey(text: string, passphrase: string): string {
  const decoded = text.includes('-----BEGIN ') ? Buffer.from(text) : Buffer.from(decodeBase64(text) ?? []);
  const isPem = decoded.toString('latin1').includes('-----BEGIN ');
  const key = createPrivateKey(
    isPem ? { key: decoded, format: 'pem', passphrase } : { key: decoded, format: 'der', type: 'pkcs8', passphrase },
  );
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
