import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseVaultUrl } from '../../src/settings/read-connection.js';
import { readSettings } from '../../src/settings/read-settings.js';
import { type Authority, createAuthority } from '../http/support/certificates.js';
import { MINIMAL, settingSources } from './create-settings.js';
import { needs } from '../../../../test/harness/programs.js';

describe('parseVaultUrl', () => {
  const hrefOf = (text: string): string => {
    const parsed = parseVaultUrl(text);
    return 'ok' in parsed ? parsed.ok.href : `problem: ${parsed.problem}`;
  };

  test.each([
    ['https://vault.example.com', 'https://vault.example.com/'],
    ['https://vault.example.com/', 'https://vault.example.com/'],
    ['https://vault.example.com:8443/senhasegura/', 'https://vault.example.com:8443/senhasegura'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['http://127.0.0.1', 'http://127.0.0.1/'],
    ['http://127.1', 'http://127.0.0.1/'],
    ['http://[::1]:99/x', 'http://[::1]:99/x'],
  ])('%s', (text, href) => {
    expect(hrefOf(text)).toBe(href);
  });

  test.each([
    ['http://vault.example.com', 'use https'],
    ['http://127.0.0.1.example.com', 'use https'],
    ['http://localhost.example.com', 'use https'],
    ['ftp://vault.example.com', 'only https'],
    ['vault.example.com', 'https://vault.example.com'],
    ['https://user:word@vault.example.com', 'credentials in their own settings'],
    ['https://vault.example.com?x=1', 'query'],
    ['https://vault.example.com#x', 'fragment'],
  ])('%s is refused', (text, advice) => {
    expect(hrefOf(text)).toContain(advice);
  });

  test('a password in the address is not repeated', () => {
    expect(hrefOf('https://user:plainly-fake@vault.example.com')).not.toContain('plainly-fake');
  });
});

test('proxies: lower case first, empty ones are absent', async () => {
  const sources = settingSources(MINIMAL, {
    https_proxy: 'http://a',
    HTTPS_PROXY: 'http://b',
    HTTP_PROXY: '',
    NO_PROXY: 'c',
  });
  expect((await readSettings(sources)).connection.proxy).toEqual({ httpsProxy: 'http://a', noProxy: 'c' });
});

describe('NODE_EXTRA_CA_CERTS', () => {
  const { test } = needs('openssl');

  let ours: Authority;
  let ofNode: Authority;
  let files: Readonly<Record<string, string>>;
  beforeAll(() => {
    ours = createAuthority('Ours');
    ofNode = createAuthority("Node's");
    files = { '/etc/node.pem': ofNode.cert, '/etc/notes.txt': 'no certificate' };
  });
  afterAll(() => {
    ours.remove();
    ofNode.remove();
  });

  async function authorities(given: Readonly<Record<string, string>>, path: string): Promise<string | undefined> {
    const sources = settingSources({ ...MINIMAL, ...given }, { NODE_EXTRA_CA_CERTS: path }, files);
    return (await readSettings(sources)).connection.tls.extraAuthorities;
  }

  test("Node's own extra authorities go along with the given one", async () => {
    expect(await authorities({ 'ca-certificate': ours.cert }, '/etc/node.pem')).toBe(`${ours.cert}\n${ofNode.cert}`);
  });

  test('without a given one Node knows them by itself', async () => {
    expect(await authorities({}, '/etc/node.pem')).toBeUndefined();
  });

  test.each(['', '/etc/missing.pem', '/etc/notes.txt'])(
    'a file %j without any is passed over, as Node does',
    async (path) => {
      expect(await authorities({ 'ca-certificate': ours.cert }, path)).toBe(ours.cert);
    },
  );
});

describe('certificates and keys in the forms that people have', () => {
  const { test } = needs('openssl');
  let authority: Authority;
  let folder: string;
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder });
  beforeAll(() => {
    authority = createAuthority('Company Root');
    folder = mkdtempSync(join(tmpdir(), 'forms-'));
    writeFileSync(join(folder, 'ca.pem'), authority.cert);
    writeFileSync(join(folder, 'ca.key'), authority.key);
  });
  afterAll(() => {
    authority.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const given = (settings: Record<string, string>, files: Record<string, Buffer> = {}) =>
    readSettings({
      ...settingSources({ ...MINIMAL, ...settings }),
      readTextFile: (path) => Promise.resolve((files[path] ?? Buffer.alloc(0)).toString('utf8')),
    });
  const problemOf = (settings: Record<string, string>, files?: Record<string, Buffer>): Promise<string> =>
    given(settings, files).then(
      () => 'none',
      (error: unknown) => String(error),
    );

  test.each([
    ['a comment', () => '# Company Root CA\n'],
    ['what `openssl x509 -text` prints', () => openssl('x509', '-in', 'ca.pem', '-text', '-noout').toString()],
    [
      'bag attributes',
      () => 'Bag Attributes\n    friendlyName: root\nsubject=CN = Company Root\nissuer=CN = Company Root\n',
    ],
  ])('PEM after %s is PEM: as text, base64 and file', async (_, before) => {
    const text = before() + authority.cert;
    for (const [written, files] of [
      [text, {}],
      [Buffer.from(text).toString('base64'), {}],
      ['/ca.pem', { '/ca.pem': Buffer.from(text) }],
    ] as const) {
      expect((await given({ 'ca-certificate': written }, files)).connection.tls.extraAuthorities).toBe(text);
    }
  });

  test('line ends that became two characters', async () => {
    const flat = authority.cert.replaceAll('\n', '\\n');
    expect(await problemOf({ 'ca-certificate': flat })).toMatch(/`\\n` where line ends belong.*printf '%b'/);
  });

  test.each([
    [
      'a certificate in DER',
      /certificate in DER.*openssl x509 -inform DER/,
      ['x509', '-in', 'ca.pem', '-outform', 'DER'],
    ],
    ['a key in DER', /private key in DER.*openssl pkey -inform DER/, ['pkey', '-in', 'ca.key', '-outform', 'DER']],
    [
      'a PFX',
      /PKCS #12 store.*openssl pkcs12 -in FILE/,
      ['pkcs12', '-export', '-in', 'ca.pem', '-inkey', 'ca.key', '-passout', 'pass:fake'],
    ],
  ] as const)('%s is named, with the command that converts it', async (_, expected, command) => {
    const bytes = openssl(...command);
    expect(await problemOf({ 'ca-certificate': bytes.toString('base64') })).toMatch(expected);
    expect(await problemOf({ 'ca-certificate': '/ca.bin' }, { '/ca.bin': bytes })).toMatch(expected);
  });

  test('a chain whose own certificate is not the first', async () => {
    const own = authority.issue();
    const wrong = { 'client-certificate': authority.cert + own.cert, 'client-key': own.key };
    expect(await problemOf(wrong)).toMatch(/client-certificate: has the certificate of client-key as number 2 of 2/);
    const right = { 'client-certificate': own.cert + authority.cert, 'client-key': own.key };
    expect(await problemOf(right)).toBe('none');
    const foreign = { 'client-certificate': own.cert, 'client-key': authority.key };
    expect(await problemOf(foreign)).toContain('client-key: does not belong to the first certificate');
  });
});
