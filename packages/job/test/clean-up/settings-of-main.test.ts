import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOfMain, type SettingsOfMain } from '../../src/clean-up/settings-of-main.js';
import { decideTerms, ledgerKey } from '../../src/clean-up/terms.js';
import { EMPTY_LEDGER, type Ledger } from '../../src/ledger/ledger.js';
import { formatLedger } from '../../src/ledger/ledger-text.js';
import { readSettings } from '../../../core/src/settings/read-settings.js';
import type { SettingName } from '../../../core/src/settings/setting-table.js';
import type { Environment } from '../../../core/src/settings/setting-texts.js';
import { type Authority, createAuthority } from '../../../core/test/http/support/certificates.js';
import { MINIMAL, settingSources } from '../../../core/test/settings/create-settings.js';
import { needs } from '../../../../test/harness/programs.js';

type Texts = Partial<Record<SettingName, string>>;
/** What a step is given: its inputs, its environment, the files that it can read. */
type Step = readonly [texts: Texts, environment?: Environment, files?: Readonly<Record<string, string>>];

let folder = '';
beforeEach(() => {
  folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'settings-of-main-'))), 'private');
  mkdirSync(folder, { mode: 0o700 });
});
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

/** What a main step of this version leaves behind. */
async function mainWith(...[texts, environment, files]: Step) {
  const sources = settingSources({ ...MINIMAL, ...texts }, environment, files);
  const settings = await readSettings(sources);
  const { terms, copy } = await decideTerms(settings, sources, folder);
  if (copy !== undefined) writeFileSync(copy.path, copy.text, { mode: 0o600 });
  const kept = copy === undefined ? {} : { copy: { path: copy.path, digest: copy.digest } };
  const ledger: Ledger = { ...EMPTY_LEDGER, custodies: ['7'], terms: { ...terms, ...kept } };
  const text = formatLedger(ledger, ledgerKey(settings));
  const later = (...[own, variables, ownFiles]: Step) =>
    settingsOfMain(text, ledger, settingSources({ ...MINIMAL, ...own }, variables, ownFiles));
  return { settings, text, ledger, later, copy };
}

const settingsIn = (found: SettingsOfMain) => {
  if (found.kind === 'none') throw new Error(found.why);
  return found.settings;
};
const FOREIGN = {
  kind: 'none',
  why: expect.stringMatching(/^The list of what .* was not written by the main part/) as string,
};

describe("main's settings", () => {
  test('are what the clean-up has, whatever a later step sets', async () => {
    const { settings, later } = await mainWith({ timeout: '7', 'release-custody': 'false' }, { NO_PROXY: 'a' });
    const found = await later(
      { url: 'https://evil.example.com', timeout: '9', secrets: 'no such line', 'config-file': '/evil.yaml' },
      {
        ...{ SENHASEGURA_INSECURE: 'true', SENHASEGURA_ROTATE_SSH_KEYS: 'true', SENHASEGURA_RETRIES: '1' },
        ...{ HTTPS_PROXY: 'http://evil.example.com', NO_PROXY: 'b', SENHASEGURA_ACCESS_TOKEN: 'fake-token' },
      },
      { '/evil.yaml': 'SENHASEGURA_INSECURE: true' },
    );
    expect(found.kind).toBe('as-main');
    const { selections, givenSecrets, ...rest } = settingsIn(found);
    const { selections: ofMain, givenSecrets: givenToMain, ...expected } = settings;
    expect(rest).toEqual({ ...expected, connection: { ...expected.connection, proxy: { noProxy: 'a' } } });
    expect([selections, givenSecrets]).toEqual(
      [ofMain, givenToMain].map((part) => part.map((each) => expect.objectContaining(each) as unknown)),
    );
  });

  test('take their secrets from the inputs of the step, or from its environment', async () => {
    const { later } = await mainWith({});
    const { 'client-secret': secret } = MINIMAL;
    for (const given of [
      await later({}),
      await later({ 'client-secret': '' }, { SENHASEGURA_CLIENT_SECRET: secret }),
    ]) {
      expect(given).toMatchObject({ kind: 'as-main', settings: { authentication: { clientSecret: secret } } });
    }
    expect(await later({ 'client-secret': 'fake-other' })).toEqual(FOREIGN);
    expect(await later({ 'client-secret': '' })).toEqual({
      kind: 'none',
      why: expect.stringContaining('client-secret') as string,
    });
  });

  test('have the keys of AWS that the environment has now', async () => {
    const keys = (end: string) => ({
      ...{ AWS_ACCESS_KEY_ID: `id-${end}`, AWS_SECRET_ACCESS_KEY: `fake-${end}`, AWS_SESSION_TOKEN: `token-${end}` },
    });
    const aws: Texts = { 'auth-method': 'aws', 'aws-unique-key': 'fake-unique' };
    const { later } = await mainWith(aws, keys('old'));
    expect(await later(aws, keys('new'))).toMatchObject({
      kind: 'as-main',
      settings: { authentication: { accessKeyId: 'id-new', secretAccessKey: 'fake-new', sessionToken: 'token-new' } },
    });
  });

  test("with a proxy's password from the copy", async () => {
    const { later, text } = await mainWith({}, { HTTPS_PROXY: 'http://user:fake-pw@proxy:3128' });
    expect(text).not.toContain('fake-pw');
    const { connection } = settingsIn(await later({}, { HTTPS_PROXY: 'http://evil.example.com' }));
    expect(connection.proxy).toEqual({ httpsProxy: 'http://user:fake-pw@proxy:3128' });
  });

  test('trust no authority that Node has come to trust since', async () => {
    const { later } = await mainWith({}, { NODE_USE_SYSTEM_CA: '0' });
    expect(settingsIn(await later({}, { NODE_USE_SYSTEM_CA: '0' })).connection.tls).not.toHaveProperty('roots');
    expect(settingsIn(await later({}, { NODE_USE_SYSTEM_CA: '1' })).connection.tls).toEqual({
      verify: true,
      roots: 'bundled',
    });
  });
});

describe('a file that main read', () => {
  const { test } = needs('openssl');
  let ours: Authority;
  let other: Authority;
  beforeAll(() => {
    [ours, other] = [createAuthority('Ours'), createAuthority('Other')];
  });
  afterAll(() => {
    ours.remove();
    other.remove();
  });
  const main = () =>
    mainWith({ url: 'https://vault.example.com/x/', 'ca-certificate': '/ca.pem' }, {}, { '/ca.pem': ours.cert });
  const again = { url: 'https://vault.example.com/x', 'ca-certificate': '/ca.pem' };
  const CHANGED = /^The file that the main part kept for its clean-up is not as it was/;

  test('is not needed any more', async () => {
    const { later } = await main();
    const found = await later({ 'ca-certificate': '/ca.pem' }, {}, { '/ca.pem': other.cert });
    expect(found).toMatchObject({
      kind: 'as-main',
      settings: { connection: { tls: { extraAuthorities: ours.cert } } },
    });
  });

  const spoilt: readonly (readonly [string, (path: string) => void])[] = [
    [
      'is gone',
      (path) => {
        rmSync(path);
      },
    ],
    [
      'has another text',
      (path) => {
        writeFileSync(path, '{"texts":{}}');
      },
    ],
    [
      'can be read by others',
      (path) => {
        chmodSync(path, 0o644);
      },
    ],
    [
      'lies in a folder that others can write into',
      () => {
        chmodSync(folder, 0o777);
      },
    ],
    [
      'lies in a folder that is gone',
      () => {
        rmSync(folder, { recursive: true });
      },
    ],
    [
      'lies behind a link',
      () => {
        renameSync(folder, `${folder}-moved`);
        symlinkSync(`${folder}-moved`, folder);
      },
    ],
  ];

  test.each(spoilt)(
    'and whose copy %s: only custody is released, by inputs that lead to the same vault',
    async (_, spoil) => {
      const { later, copy } = await main();
      spoil(copy?.path ?? '');
      const files = { '/ca.pem': ours.cert };
      const found = await later(again, { SENHASEGURA_TIMEOUT: '1', HTTPS_PROXY: 'http://evil.example.com' }, files);
      expect(found).toMatchObject({ kind: 'only-release', why: expect.stringMatching(CHANGED) as string });
      expect(settingsIn(found).connection).toMatchObject({ timeout: 30_000, proxy: {} });
      const elsewhere = await later({ ...again, url: 'https://evil.example.com/x' }, {}, files);
      const lead = /lead to another vault or trust another authority\.$/;
      expect(elsewhere).toEqual({ kind: 'none', why: expect.stringMatching(lead) as string });
      expect((await later(again, {}, { '/ca.pem': other.cert })).kind).toBe('none');
      expect((await later({ url: again.url })).kind).toBe('none');
      expect(await later({ ...again, 'client-secret': 'fake-other' }, {}, files)).toEqual(FOREIGN);
    },
  );

  test('by the variables of the step too, and of no other', async () => {
    const { later, copy } = await main();
    rmSync(copy?.path ?? '');
    const { 'client-secret': secret } = MINIMAL;
    const variables = {
      SENHASEGURA_URL: again.url,
      SENHASEGURA_CLIENT_SECRET: secret,
      SENHASEGURA_CA_CERTIFICATE: ours.cert,
    };
    const empty = { url: '', 'client-secret': '', secrets: 'no such line' };
    const found = await later(empty, { ...variables, SENHASEGURA_INSECURE: 'true', SENHASEGURA_ACCESS_TOKEN: 'fake' });
    expect(found).toMatchObject({ kind: 'only-release', settings: { connection: { tls: { verify: true } } } });
    const ofNode = { ...variables, SENHASEGURA_CA_CERTIFICATE: '', NODE_EXTRA_CA_CERTS: '/ca.pem' };
    expect((await later(empty, ofNode, { '/ca.pem': ours.cert })).kind).toBe('only-release');
  });
});

describe('a ledger of another', () => {
  test('that nobody sealed is not believed', async () => {
    const { ledger } = await mainWith({});
    const sources = settingSources(MINIMAL);
    expect(await settingsOfMain(formatLedger(ledger), ledger, sources)).toEqual(FOREIGN);
    expect(await settingsOfMain(formatLedger(ledger, 'fake-other'), ledger, sources)).toEqual(FOREIGN);
    expect(await settingsOfMain('{"version":2,}', EMPTY_LEDGER, sources)).toEqual(FOREIGN);
  });

  test('version is enough to release custodies, by the inputs and the credentials of the environment alone', async () => {
    const older = (...[texts, environment]: Step) =>
      settingsOfMain('{"version":1,"custodies":["7"]}', EMPTY_LEDGER, settingSources(texts, environment));
    const { url = '' } = MINIMAL;
    const found = await older(
      { url, secrets: 'no such line' },
      {
        ...{
          SENHASEGURA_CLIENT_ID: 'i',
          SENHASEGURA_CLIENT_SECRET: 'fake',
          SENHASEGURA_URL: 'https://evil.example.com',
        },
        ...{ SENHASEGURA_TIMEOUT: '1', HTTPS_PROXY: 'http://evil.example.com' },
      },
    );
    expect(found).toMatchObject({ kind: 'only-release', why: 'The main part was of an older version.' });
    expect(settingsIn(found)).toMatchObject({
      authentication: { method: 'oauth2', clientId: 'i', clientSecret: 'fake' },
      connection: { url: new URL(url), timeout: 30_000, proxy: {} },
    });
    expect((await older({ url }, { SENHASEGURA_ACCESS_TOKEN: 'fake' })).kind).toBe('only-release');
    const names = ['CONSUMER_KEY', 'CONSUMER_SECRET', 'TOKEN_KEY', 'TOKEN_SECRET'];
    const oauth1 = Object.fromEntries(names.map((name) => [`SENHASEGURA_${name}`, 'fake']));
    expect((await older({ url, 'auth-method': 'oauth1' }, oauth1)).kind).toBe('only-release');
    const aws = { SENHASEGURA_AWS_UNIQUE_KEY: 'fake', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'fake' };
    expect((await older({ url, 'auth-method': 'aws' }, aws)).kind).toBe('only-release');
    const { kind } = await older({}, { SENHASEGURA_URL: url, SENHASEGURA_ACCESS_TOKEN: 'fake' });
    expect(kind).toBe('none');
  });
});
