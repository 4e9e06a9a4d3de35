import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../../../../test/harness/programs.js';
import type { ReadItem } from '../../src/vault/item.js';
import { createCertificateItems } from '../../src/vault/certificate.js';
import { eachWithVault, quickSample, requestsOf } from './support/emulated-vault.js';
import { failure, vaultAnswering } from './vault-answering.js';

const running = eachWithVault({ data: { ...quickSample(), certificates: [{ id: '12' }, { id: '13' }] } });
const FIELDS = ['pem', 'chain', 'key', 'pfx', 'password'] as const;

function newItems(): { readonly read: ReadItem; readonly secrets: string[] } {
  const secrets: string[] = [];
  const read = createCertificateItems(running().vault(), (secret) => {
    secrets.push(secret);
  });
  return { read, secrets };
}

async function valueOf(read: ReadItem, field: string, id = '12'): Promise<string> {
  const reading = await read(id, field);
  if (reading.kind !== 'found') throw new Error(`no ${field}`);
  const found = reading.fields.find(({ name }) => name === field);
  return found?.value ?? '';
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'certificate-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What OpenSSL's own program says of files, an independent reader. */
function openssl(files: Readonly<Record<string, string | Buffer>>, ...args: string[]): string {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

needs('openssl').describe.each(['base64', 'pem'] as const)('a vault that sends PEM as %s', (certificateText) => {
  beforeEach(() => {
    running().emulator.vault.settings.certificateText = certificateText;
  });

  test('certificate, chain and key belong together', async () => {
    const { read } = newItems();
    const [pem, chain, key] = await Promise.all(['pem', 'chain', 'key'].map((field) => valueOf(read, field)));
    const files = { 'cert.pem': pem ?? '', 'chain.pem': chain ?? '', 'key.pem': key ?? '' };
    expect(openssl(files, 'verify', '-CAfile', 'chain.pem', 'cert.pem')).toContain('cert.pem: OK');
    const publicOf = (...args: string[]) => openssl(files, ...args);
    expect(publicOf('pkey', '-in', 'key.pem', '-pubout')).toBe(
      publicOf('x509', '-in', 'cert.pem', '-noout', '-pubkey'),
    );
    expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(pem).toContain(chain);
  });

  test('the pfx opens with the password of the run, and with no other', async () => {
    const { read, secrets } = newItems();
    const pfx = Buffer.from(await valueOf(read, 'pfx'), 'base64');
    const password = await valueOf(read, 'password');
    expect(secrets).toEqual([password]);
    const files = { 'cert.pfx': pfx };
    const open = (word: string) => openssl(files, 'pkcs12', '-in', 'cert.pfx', '-nodes', '-passin', `pass:${word}`);
    expect(open(password)).toContain('-----BEGIN PRIVATE KEY-----');
    expect(() => open('fake')).toThrow(/mac verify|invalid password/i);
  });
});

test('each format is downloaded once, each id has one password, and each run another', async () => {
  const { read, secrets } = newItems();
  await Promise.all([...FIELDS, ...FIELDS].map((field) => valueOf(read, field)));
  await valueOf(read, 'password', '13');
  const { emulator } = running();
  expect(requestsOf(emulator)).toEqual(Array(3).fill('POST /api/certificate/download'));
  const bodies = emulator.requests.entries.map(({ body }) => body).filter((body) => 'format' in body);
  expect(bodies).toEqual(
    expect.arrayContaining([
      { id: '12', format: 'pem' },
      { id: '12', format: 'crt', download_key: true, password: expect.any(String) as string },
      { id: '12', format: 'pfx', password: expect.any(String) as string },
    ]),
  );
  expect(new Set(secrets).size).toBe(2);
  expect(secrets[0]).toMatch(/^[\w-]{43}$/);
  const other = newItems();
  await valueOf(other.read, 'password');
  expect(secrets).not.toContain(other.secrets[0]);
});

test('the password is told before it is sent', async () => {
  const told: string[] = [];
  const { emulator, vault } = running();
  const read = createCertificateItems(vault(), (secret) => {
    told.push(`${secret} before ${requestsOf(emulator).length + 1}`);
  });
  await valueOf(read, 'pfx');
  expect(told).toEqual([expect.stringMatching(/ before 1$/)]);
});

test('what is not there is missing, with the fields that are', async () => {
  const { read } = newItems();
  expect(await read('99', 'pem')).toMatchObject({ kind: 'missing' });
  expect(await read('12', 'PEM')).toEqual({
    kind: 'missing',
    why: expect.stringContaining('no field "PEM": there are pem, chain, key, pfx, password') as string,
  });
  expect(await read('12')).toMatchObject({ kind: 'missing' });
});

test.each(['/iso/certificate/download', '/iso/cert/download'])('older versions have it at %s', async (path) => {
  const { vault } = vaultAnswering({ [`POST ${path}`]: { format: 'pfx', certificate: 'ZmFrZQ==' } });
  const read = createCertificateItems(vault, () => undefined);
  expect(await valueOf(read, 'pfx')).toBe('ZmFrZQ==');
});

test.each([
  ['pem', 'not base64!'],
  ['pem', 'ZmFrZQ=='],
  ['chain', ''],
  ['key', 'ZmFrZQ=='],
  ['key', '-----BEGIN PRIVATE KEY-----\nZmFrZQ==\n-----END PRIVATE KEY-----\n'],
  ['pfx', 'fake, not base64'],
])('%s that is %j is an error that quotes nothing', async (field, text) => {
  const { vault } = vaultAnswering({ 'POST /api/certificate/download': { certificate: text, key: text } });
  const work = createCertificateItems(vault, () => undefined)('12', field);
  await expect(work).rejects.toMatchObject({
    code: 'APIError',
    message: expect.not.stringContaining('fake') as string,
  });
});

test('a refusal is an error, and so is an id that is none', async () => {
  const { vault } = vaultAnswering({ 'POST /api/certificate/download': failure(403, 1) });
  const read = createCertificateItems(vault, () => undefined);
  await expect(read('12', 'pem')).rejects.toMatchObject({ status: 403 });
  await expect(read('a', 'pem')).rejects.toMatchObject({ code: 'InputError' });
});
