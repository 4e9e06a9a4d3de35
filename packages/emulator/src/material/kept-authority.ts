import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Authority, authorityOf, makeAuthority } from '../tls/authority.js';

const day = 24 * 60 * 60 * 1000;

/** An authority, and the file that clients trust. */
export interface KeptAuthority {
  readonly authority: Authority;
  readonly caFile: string;
}

/**
 * The authority of a folder, `ca.pem` and `ca-key.pem`, which outlives the emulator: clients trust the file once. The first
 * start makes it, in a new folder that its owner alone reads.
 * @throws Error when one of the two is missing, they do not belong together, or less than a day is left
 */
export async function keptAuthority(folder: string, now = Date.now()): Promise<KeptAuthority> {
  const [caFile, keyFile] = [join(folder, 'ca.pem'), join(folder, 'ca-key.pem')];
  const [certificate, key] = await Promise.all([caFile, keyFile].map(textOf));
  if (certificate !== undefined && key !== undefined) {
    return { authority: checked(certificate, key, folder, now), caFile };
  }
  if (certificate !== undefined || key !== undefined) throw problem(folder, 'has one of ca.pem and ca-key.pem alone');
  const authority = makeAuthority();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(keyFile, authority.key, { mode: 0o600, flag: 'wx' });
  await writeFile(caFile, authority.certificate, { mode: 0o600, flag: 'wx' });
  return { authority, caFile };
}

function checked(certificate: string, key: string, folder: string, now: number): Authority {
  const parsed = opened(() => new X509Certificate(certificate));
  const authority = opened(() => authorityOf(certificate, key));
  if (!parsed || !authority) throw problem(folder, 'has a ca.pem or a ca-key.pem that cannot be read');
  if (!parsed.checkPrivateKey(authority.privateKey)) throw problem(folder, 'has a ca.pem of another ca-key.pem');
  if (Date.parse(parsed.validTo) < now + day) throw problem(folder, 'has a ca.pem that ends within a day');
  return authority;
}

function problem(folder: string, what: string): Error {
  return new Error(`The folder ${folder} of --ca-dir ${what}. Remove both files: the next start makes new ones.`);
}

function opened<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
