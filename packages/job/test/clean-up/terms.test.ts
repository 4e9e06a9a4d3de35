import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { authoritiesOf, decideTerms, digest, ledgerKey, trustOf } from '../../src/clean-up/terms.js';
import type { Settings } from '../../../core/src/settings/settings.js';
import { readSettings } from '../../../core/src/settings/read-settings.js';
import type { SettingName } from '../../../core/src/settings/setting-table.js';
import type { Environment } from '../../../core/src/settings/setting-texts.js';
import { MINIMAL, settingSources } from '../../../core/test/settings/create-settings.js';

type Texts = Partial<Record<SettingName, string>>;

const FOLDER = join('/t', 'private');
const PEM = '-----BEGIN CERTIFICATE-----\nfake\n-----END CERTIFICATE-----\n';
const KEY = '-----BEGIN FAKE KEY-----\nfake\n-----END FAKE KEY-----\n';

/** What main keeps where these are given; `tls` as main has read it from what `certificates` are written as. */
async function kept(
  texts: Texts,
  environment: Environment = {},
  tls: Partial<Settings['connection']['tls']> = {},
  certificates: Texts = {},
) {
  const settings = await readSettings(settingSources({ ...MINIMAL, ...texts }, environment));
  const read = { ...settings, connection: { ...settings.connection, tls: { ...settings.connection.tls, ...tls } } };
  const sources = settingSources({ ...MINIMAL, ...certificates, ...texts }, environment);
  const { terms, copy } = await decideTerms(read, sources, FOLDER);
  return {
    terms,
    copy,
    content: copy === undefined ? undefined : (JSON.parse(copy.text) as { readonly texts: unknown }),
  };
}

describe('what main decided', () => {
  test('is what was given or is by default, without secrets, selections and paths', async () => {
    const { terms, copy } = await kept({
      timeout: '7',
      'release-custody': 'false',
      secrets: 'pam:1 > P',
      insecure: 'True',
    });
    expect(terms.texts).toEqual({
      ...{ url: 'https://vault.example.com', 'auth-method': 'oauth2', 'client-id': 'fake-client', api: 'auto' },
      ...{ insecure: 'True', timeout: '7', retries: '10', 'max-wait': '60', 'change-wait': '60' },
      ...{ 'mask-min-length': '4', 'release-custody': 'false', 'rotate-ssh-keys': 'false', 'aws-region': 'us-east-1' },
      ...{ 'aws-service': 'execute-api', 'revoke-authorization': 'false', 'strict-cleanup': 'false', summary: 'true' },
    });
    expect(terms).toEqual({ texts: terms.texts, secrets: ['client-secret'], trust: await trustOf(settingSources({})) });
    expect(copy).toBeUndefined();
    expect(JSON.stringify(terms)).not.toContain('fake-client-secret');
  });

  test.each<[string, Texts, readonly SettingName[]]>([
    ['an access token', { 'access-token': 'fake-token' }, ['access-token']],
    [
      'OAuth 1',
      {
        'auth-method': 'oauth1',
        ...{ 'consumer-key': 'a', 'consumer-secret': 'b', 'token-key': 'c', 'token-secret': 'd' },
      },
      ['consumer-secret', 'token-secret'],
    ],
    ['AWS', { 'auth-method': 'aws', 'aws-unique-key': 'fake-unique' }, ['aws-unique-key']],
  ])('names the secrets of %s', async (_, texts, secrets) => {
    const environment = { AWS_ACCESS_KEY_ID: 'fake', AWS_SECRET_ACCESS_KEY: 'fake' };
    expect((await kept(texts, environment)).terms.secrets).toEqual(secrets);
    const client = { certificate: PEM, key: KEY };
    expect((await kept(texts, environment, { client })).terms.secrets).toEqual([
      ...secrets,
      'client-key',
      'client-key-passphrase',
    ]);
  });

  test('has the proxy as it is, and where traffic goes without one', async () => {
    const { terms, copy } = await kept({}, { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'a,b' });
    expect([terms.proxy, terms.noProxy, copy]).toEqual(['http://proxy:3128/', 'a,b', undefined]);
    expect((await kept({}, { HTTPS_PROXY: ' proxy:3128 ' })).terms.proxy).toBe('http://proxy:3128/');
    expect((await kept({})).terms).not.toHaveProperty('proxy');
    expect((await kept({})).terms).not.toHaveProperty('noProxy');
    expect((await kept({}, { HTTPS_PROXY: 'http://no address' })).terms).not.toHaveProperty('proxy');
  });

  test.each([
    ['http://user:fake-pw@proxy:3128', 'http://proxy:3128'],
    ['user:fake-pw@proxy:3128', 'http://proxy:3128'],
    ['http://user@proxy:3128/', 'http://proxy:3128'],
    ['http://:fake-pw@proxy:3128', 'http://proxy:3128'],
    ['socks5://user:fake-pw@proxy:1080', undefined],
  ])('has of the proxy %s no credentials: they lie in the copy', async (given, proxy) => {
    const { terms, content } = await kept({}, { HTTPS_PROXY: given });
    expect(terms.proxy).toBe(proxy);
    expect(JSON.stringify(terms)).not.toMatch(/user|fake-pw/);
    expect(content).toMatchObject({ texts: {}, proxy: given });
  });
});

describe('the copy', () => {
  test('is a file of the private folder, known by its digest, that nobody can guess', async () => {
    const [one, two] = [await kept({}, {}, { extraAuthorities: PEM }), await kept({}, {}, { extraAuthorities: PEM })];
    expect(dirname(one.copy?.path ?? '')).toBe(FOLDER);
    expect(one.copy?.digest).toBe(digest(one.copy?.text ?? ''));
    expect(one.content).toEqual({
      nonce: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      texts: { 'ca-certificate': PEM },
    });
    expect(one.copy?.digest).not.toBe(two.copy?.digest);
    expect(one.terms.authorities).toBe(digest(PEM));
  });

  test('has the certificate of the client, and its key where that is a file', async () => {
    const client = { certificate: PEM, key: KEY };
    const textsOf = async (certificates: Texts) => (await kept({}, {}, { client }, certificates)).content?.texts;
    expect(await textsOf({ 'client-certificate': '/c.pem', 'client-key': '/k.pem' })).toEqual({
      ...{ 'client-certificate': PEM, 'client-key': KEY },
    });
    // What the step itself has, the clean-up is given again.
    const given = { 'client-certificate': '/c.pem', 'client-key': KEY, 'client-key-passphrase': 'fake-phrase' };
    expect(await textsOf(given)).toEqual({ 'client-certificate': PEM });
  });

  test('has the secrets that a configuration file gave, and none that the step or its environment has', async () => {
    const file = { '/c.yaml': 'SENHASEGURA_CLIENT_SECRET: fake-from-file\nSENHASEGURA_TOKEN_SECRET: fake-unused\n' };
    const read = async (texts: Texts, environment: Environment = {}) => {
      const sources = settingSources({ ...texts, 'config-file': '/c.yaml' }, environment, file);
      const { copy } = await decideTerms(await readSettings(sources), sources, FOLDER);
      return copy === undefined ? undefined : (JSON.parse(copy.text) as { texts: unknown }).texts;
    };
    const { 'client-secret': secret = '', ...rest } = MINIMAL;
    expect(await read(rest)).toEqual({ 'client-secret': 'fake-from-file' });
    expect(await read(MINIMAL)).toBeUndefined();
    expect(await read(rest, { SENHASEGURA_CLIENT_SECRET: secret })).toBeUndefined();
  });
});

describe('whom Node trusts', () => {
  const trust = (environment: Environment, files: Readonly<Record<string, string>> = {}) =>
    trustOf(settingSources({}, environment, files));

  test.each([
    'NODE_EXTRA_CA_CERTS',
    'NODE_USE_SYSTEM_CA',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
  ])('is another where %s is another', async (name) => {
    const values = await Promise.all(['', '0', '/x'].map((value) => trust({ [name]: value })));
    expect(new Set(values).size).toBe(3);
    expect(values[0]).toBe(await trust({}));
    expect(values[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test('or where the file of one has another content; of one that is not there nobody trusts anything', async () => {
    for (const name of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE']) {
      const values = [{ '/x': 'a' }, { '/x': 'b' }, {}].map((files) => trust({ [name]: '/x' }, files));
      expect(new Set(await Promise.all(values)).size).toBe(3);
    }
    expect(await trust({ SSL_CERT_DIR: '/x' }, { '/x': 'a' })).toBe(await trust({ SSL_CERT_DIR: '/x' }));
  });

  test('besides its own are the authorities of the setting, or else those of NODE_EXTRA_CA_CERTS', async () => {
    const of = async (extraAuthorities: string | undefined, text: string, environment: Environment) => {
      const { connection } = await readSettings(settingSources(MINIMAL));
      const tls = { verify: true, ...(extraAuthorities === undefined ? {} : { extraAuthorities }) };
      return authoritiesOf({ connection: { ...connection, tls } }, settingSources({}, environment, { '/x': text }));
    };
    expect(await of('ours', PEM, { NODE_EXTRA_CA_CERTS: '/x' })).toBe('ours');
    expect(await of(undefined, PEM, { NODE_EXTRA_CA_CERTS: '/x' })).toBe(PEM);
    expect(await of(undefined, 'no certificate', { NODE_EXTRA_CA_CERTS: '/x' })).toBeUndefined();
    expect(await of(undefined, PEM, { NODE_EXTRA_CA_CERTS: '' })).toBeUndefined();
    expect(await of(undefined, PEM, { NODE_EXTRA_CA_CERTS: '/missing' })).toBeUndefined();
    expect(await of(undefined, PEM, {})).toBeUndefined();
  });
});

test("the key of the ledger's seal is what the vault knows the run by", () => {
  const keys: readonly (readonly [Settings['authentication'], string])[] = [
    [{ method: 'oauth2', clientId: 'i', clientSecret: 'fake-s' }, 'fake-s'],
    [{ method: 'access-token', accessToken: 'fake-t' }, 'fake-t'],
    [{ method: 'oauth1', consumerKey: 'a', consumerSecret: 'b', tokenKey: 'c', tokenSecret: 'd' }, 'b&d'],
    [{ method: 'aws', uniqueKey: 'u', accessKeyId: 'a', secretAccessKey: 's', region: 'r', service: 'e' }, 'u'],
  ];
  for (const [authentication, key] of keys) expect(ledgerKey({ authentication })).toBe(key);
});

test('a digest is SHA-256 in hexadecimal', () => {
  expect(digest('é')).toBe(
    createHash('sha256')
      .update(Buffer.from([0xc3, 0xa9]))
      .digest('hex'),
  );
});
