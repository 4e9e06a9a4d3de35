import { X509Certificate, createPrivateKey, type KeyObject } from 'node:crypto';
import { systemCode } from '../errors/senhasegura-error.js';
import type { Reading } from '../values/reading.js';
import type { ReadTextFile } from './setting-files.js';

/** A setting that holds PEM text, base64 of PEM text, or the path of a PEM file → the PEM text. */
export async function pemText(setting: string, readTextFile: ReadTextFile): Promise<Reading<string>> {
  if (isPem(setting)) return withLineEnds(setting);
  const decoded = fromBase64(setting);
  if (isPem(decoded)) return withLineEnds(decoded);
  const binary = BASE64.test(setting) ? whatIsBinary(decoded) : undefined;
  if (binary !== undefined) return { problem: `is base64 of ${binary}` };
  let fileText: string;
  try {
    fileText = await readTextFile(setting);
  } catch (error) {
    return { problem: `is neither PEM text nor base64 of it, and as a file it can't be read (${codeOf(error)})` };
  }
  if (isPem(fileText)) return withLineEnds(fileText);
  const inFile = whatIsBinary(fileText);
  return {
    problem: inFile === undefined ? 'names a file that holds no PEM text' : `names a file that holds ${inFile}`,
  };
}

/** PEM in one line, with a backslash and an `n` where line ends belong: what JSON and `.env` files leave of it. */
function withLineEnds(pem: string): Reading<string> {
  if (!/-----BEGIN [^\n-]{1,100}-----\\[rn]/.test(pem)) return { ok: pem };
  return { problem: `has \`\\n\` where line ends belong; \`printf '%b' "$VALUE"\` makes line ends of them` };
}

/** Base64 of more than a name's length, in one line or several. */
const BASE64 = /^[A-Za-z0-9+/\s]{100,}={0,2}\s*$/;

/**
 * What binary forms begin with (X.690, PKCS #12, PKCS #8): a sequence of more than 127 bytes, or of fewer and a version in it. Read as text,
 * where bytes above 127 are U+FFFD, or as Latin-1.
 */
function whatIsBinary(text: string): string | undefined {
  if (!text.startsWith('0')) return undefined;
  const hasVersion = (version: number): boolean =>
    text.slice(0, 12).includes(`\u0002\u0001${String.fromCharCode(version)}`);
  if (hasVersion(3))
    return 'a PKCS #12 store (.pfx, .p12), not PEM text; `openssl pkcs12 -in FILE -nodes -out FILE.pem` converts it';
  if (hasVersion(0) || hasVersion(1))
    return 'a private key in DER, not PEM text; `openssl pkey -inform DER -in FILE -out FILE.pem` converts it';
  if (!/^.[\u0080-\u0084\ufffd]/.test(text)) return undefined;
  return 'a certificate in DER, not PEM text; `openssl x509 -inform DER -in FILE -out FILE.pem` converts it';
}

/** Certificates of a PEM text: at least one, each of them readable. */
export function checkCertificates(pem: string): Reading<readonly X509Certificate[]> {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) return { problem: 'holds no certificate (-----BEGIN CERTIFICATE-----)' };
  const certificates: X509Certificate[] = [];
  for (const [index, block] of blocks.entries()) {
    try {
      certificates.push(new X509Certificate(block));
    } catch {
      return { problem: `holds a certificate that can't be read (number ${index + 1} of ${blocks.length})` };
    }
  }
  return { ok: certificates };
}

/** A private key in PEM. The reason of a failure never holds a part of the key. */
export function checkPrivateKey(pem: string, passphrase: string | undefined): Reading<KeyObject> {
  try {
    return { ok: createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) }) };
  } catch (error) {
    const reason = codeOf(error);
    const locked = /PASSPHRASE|BAD_DECRYPT|INTERRUPTED_OR_CANCELLED/.test(reason);
    return {
      problem: locked ? 'needs its passphrase, or has another one' : `is no private key that can be read (${reason})`,
    };
  }
}

/** Whether a setting holds PEM text or base64 of it, and so is no path. */
export function holdsPem(setting: string): boolean {
  return isPem(setting) || isPem(fromBase64(setting));
}

/** Whatever stands before it: the output of `openssl x509 -text`, `Bag Attributes`, a comment (RFC 7468 section 2). */
function isPem(text: string): boolean {
  // No line end is among the white space: from each of many, the search would go through all that follow.
  return /^[^\S\n\r\u2028\u2029]*-----BEGIN /m.test(text);
}

const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('latin1');

const codeOf = (error: unknown): string => systemCode(error) ?? 'unknown error';
