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
