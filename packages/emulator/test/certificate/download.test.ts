import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { needs } from '../../../../test/harness/programs.js';
import { startEmulator } from '../../src/index.js';
import { clientOf } from '../support/client.js';
import { eachWithEmulator } from '../support/running.js';

interface Downloaded {
  readonly format: string;
  readonly certificate: string;
  readonly key?: string;
  readonly key_format?: string;
}

describe('POST /api/certificate/download', () => {
  const running = eachWithEmulator();
  const call = (json: unknown, path = '/api/certificate/download') =>
    running().client.as('default', 'POST', path, { json });
  const download = async (json: unknown, path?: string) => JSON.parse((await call(json, path)).text) as Downloaded;
  const subjectOf = (pem: string | Buffer) => new X509Certificate(pem).subject;

  test.each(['/api/certificate/download', '/iso/certificate/download', '/iso/cert/download'])(
    '%s gives a PFX that Node opens with its password alone, and no envelope',
    async (path) => {
      const { certificate, ...rest } = await download({ id: '12', format: 'pfx', password: 'fake-pässword' }, path);
      expect(rest).toEqual({ format: 'pfx' });
      const pfx = Buffer.from(certificate, 'base64');
      createSecureContext({ pfx, passphrase: 'fake-pässword' });
      expect(() => createSecureContext({ pfx, passphrase: 'wrong' })).toThrow(/mac verify failure/);
    },
  );

  needs('openssl').test('OpenSSL finds key, certificate and chain in it', async () => {
    const { certificate } = await download({ id: 12, format: 'pfx', password: 'fake-password' });
    const folder = mkdtempSync(join(tmpdir(), 'pfx-'));
    writeFileSync(join(folder, 'file.pfx'), Buffer.from(certificate, 'base64'));
    const text = execFileSync(
      'openssl',
      ['pkcs12', '-in', join(folder, 'file.pfx'), '-passin', 'pass:fake-password', '-nodes'],
      { encoding: 'utf8' },
    );
    rmSync(folder, { recursive: true });
    expect(text.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(2);
    const key = createPrivateKey(/-----BEGIN PRIVATE KEY-----[^]+?-----END PRIVATE KEY-----/.exec(text)?.[0] ?? '');
    expect(new X509Certificate(text).checkPrivateKey(key)).toBe(true);
  });

  test('PEM is one file: the certificate, what stands above it, and the key when it is asked for', async () => {
    const without = Buffer.from((await download({ id: '12', format: 'pem' })).certificate, 'base64').toString();
    expect(without.match(/-----BEGIN [A-Z ]+-----/g)).toEqual(Array(2).fill('-----BEGIN CERTIFICATE-----'));
    const asked = { id: '12', format: 'pem', download_key: true, password: 'fake-password' };
    const file = Buffer.from((await download(asked)).certificate, 'base64').toString();
    expect(file.startsWith(without)).toBe(true);
    const key = createPrivateKey({ key: file.slice(without.length), passphrase: 'fake-password' });
    expect(new X509Certificate(file).checkPrivateKey(key)).toBe(true);
  });

  test('CRT has the key apart, and the bytes that the page shows', async () => {
    const plain = await download({ id: '12', format: 'crt' });
    expect(plain).toEqual({ format: 'crt', certificate: plain.certificate });
    expect(plain.certificate).toMatch(/^MII/);
    const der = Buffer.from(plain.certificate, 'base64');
    expect(subjectOf(der)).toBe('CN=service.example.com');
    const { key = '', key_format: format } = await download({
      ...{ id: '12', format: 'crt', download_key: 'true', password: 'fake-password' },
    });
    expect(format).toBe('key');
    const opened = createPrivateKey({
      ...{ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8', passphrase: 'fake-password' },
    });
    expect(new X509Certificate(der).checkPrivateKey(opened)).toBe(true);
  });

  test('PEM can come as text, and an envelope around all', async () => {
    Object.assign(running().emulator.vault.settings, { certificateText: 'pem', envelope: 'beside' });
    const answer = await call({ id: '12', format: 'pem' });
    expect(answer.json().response).toMatchObject({ error: false });
    expect(subjectOf((JSON.parse(answer.text) as Downloaded).certificate)).toBe('CN=service.example.com');
  });

  test.each([
    [{ id: '12', format: 'pfx' }, 400, /parameter password is missing/],
    [{ id: '12', format: 'crt', download_key: true }, 400, /parameter password is missing/],
    [{ id: '12' }, 400, /parameter format is missing/],
    [{ format: 'pem' }, 400, /parameter id is missing/],
    [{ id: '12', format: 'p7b' }, 400, /parameter format is invalid/],
    [{ id: '13', format: 'pem' }, 404, /Certificate not found/],
  ])('%j is refused with %i', async (json, status, message) => {
    const answer = await call(json);
    expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(message)]);
  });
});

test('a certificate of the data is given as it is', async () => {
  const first = await startEmulator({ http: true });
  const [made] = [...first.vault.certificates.values()];
  await first.stop();
  if (!made) throw new Error('The sample has no certificate.');
  const own = {
    certificate: made.certificate.toString(),
    privateKey: made.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const auth = { method: 'oauth2', clientId: 'id', clientSecret: 'fake-secret' } as const;
  const data = { authorizations: [{ name: 'default', auth }], certificates: [{ id: '7', own }] };
  const emulator = await startEmulator({ http: true, data });
  const client = clientOf(emulator);
  const answer = await client.as('default', 'POST', '/api/certificate/download', { json: { id: '7', format: 'pem' } });
  client.close();
  await emulator.stop();
  const { certificate } = JSON.parse(answer.text) as Downloaded;
  expect(Buffer.from(certificate, 'base64').toString()).toBe(own.certificate);
});
