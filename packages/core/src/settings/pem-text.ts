import { X509Certificate, createPrivateKey, type KeyObject } from 'node:crypto';
import { systemCode } from '../errors/senhasegura-error.js';
import type { Reading } from '../values/reading.js';
import type { ReadTextFile } from './setting-files.js';

/** A setting that holds PEM text, base64 of PEM text, or the path of a PEM file → the PEM text. */
export async function pemText(setting: string, readTextFile: ReadTextFile): Promise<Reading<string>> {
  if (isPem(setting)) return { ok: setting };
  const decoded = fromBase64(setting);
  if (isPem(decoded)) return { ok: decoded };
  let fileText: string;
  try {
    fileText = await readTextFile(setting);
  } catch (error) {
    return { problem: `is neither PEM text nor base64 of it, and as a file it can't be read (${codeOf(error)})` };
  }
  return isPem(fileText) ? { ok: fileText } : { problem: 'names a file that holds no PEM text' };
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

function isPem(text: string): boolean {
  return text.trimStart().startsWith('-----BEGIN ');
}

const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('latin1');

const codeOf = (error: unknown): string => systemCode(error) ?? 'unknown error';
