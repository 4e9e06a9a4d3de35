import { generateKeyPairSync } from 'node:crypto';
import { InputError } from '../../src/errors/senhasegura-error.js';
import { givenSecrets, type LineProblem, readSettings } from '../../src/settings/read-settings.js';
import type { SettingName } from '../../src/settings/setting-table.js';
import { MINIMAL, settingSources } from './create-settings.js';

const rsaKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const rsaPem = rsaKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const lockedPem = rsaKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'fake passphrase' })
  .toString();

async function problemsOf(...sources: Parameters<typeof settingSources>): Promise<readonly string[]> {
  const error: unknown = await readSettings(settingSources(...sources)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return error instanceof InputError ? error.problems : [];
}

test('the least that is needed gives the defaults of the design', async () => {
  const settings = await readSettings(settingSources(MINIMAL));
  expect(settings).toMatchObject({
    authentication: { method: 'oauth2', clientId: 'fake-client', clientSecret: 'fake-client-secret' },
    connection: { timeout: 30_000, retries: 10, maxWait: 60_000, tls: { verify: true }, proxy: {} },
    changeWait: 60_000,
    expiryWarning: 14,
    api: 'auto',
    maskMinLength: 4,
    nameCase: 'keep',
    onConflict: 'error',
    sendEnvironment: false,
    releaseCustody: true,
    rotateSshKeys: false,
    revokeAuthorization: false,
    strictCleanup: false,
    dryRun: false,
    summary: true,
  });
  expect(settings.selections).toMatchObject([{ target: { kind: 'every-secret' } }]);
  expect(settings).not.toHaveProperty('context');
  expect(Object.isFrozen(settings)).toBe(true);
});

test('explicit beats environment, which beats the configuration file', async () => {
  const sources = (timeout?: string, variable?: string): ReturnType<typeof settingSources> =>
    settingSources(
      { ...MINIMAL, 'config-file': '/conf.yaml', ...(timeout === undefined ? {} : { timeout }) },
      variable === undefined ? {} : { SENHASEGURA_TIMEOUT: variable },
      { '/conf.yaml': 'SENHASEGURA_TIMEOUT: 3\nSENHASEGURA_RETRIES: "5"\n' },
    );
  expect((await readSettings(sources('1', '2'))).connection.timeout).toBe(1000);
  expect((await readSettings(sources(undefined, '2'))).connection.timeout).toBe(2000);
  expect((await readSettings(sources())).connection).toMatchObject({ timeout: 3000, retries: 5 });
});

test('every problem comes at once, each with the place it came from', async () => {
  const problems = await problemsOf(
    { url: 'http://vault.example.com', insecure: 'yes', secrets: 'dsm:a#b > C\nnonsense\nfoo:1' },
    { SENHASEGURA_TIMEOUT: 'soon' },
  );
  expect(problems).toEqual([
    expect.stringContaining('input url: is http to'),
    expect.stringContaining('SENHASEGURA_TIMEOUT: is "soon"'),
    expect.stringContaining('input insecure: is "yes"'),
    expect.stringContaining('input client-id: is missing'),
    expect.stringContaining('input client-secret: is missing'),
    expect.stringContaining('Line 2'),
    expect.stringContaining('Line 3'),
  ]);
});

test('one-time waits for a release, so it needs one', async () => {
  const secrets = 'pam:1 > A\npam:2 | one-time > B';
  expect(await problemsOf({ ...MINIMAL, secrets, 'release-custody': 'false' })).toEqual([
    expect.stringMatching(/^Line 2 \("pam:2 \| one-time > B"\): one-time needs the release of custody/),
  ]);
  expect((await readSettings(settingSources({ ...MINIMAL, secrets }))).selections).toHaveLength(2);
});

describe('authentication', () => {
  test('an access token stands instead of any credentials', async () => {
    const settings = await readSettings(settingSources({ url: 'https://v.example', 'access-token': 'fake-token' }));
    expect(settings.authentication).toEqual({ method: 'access-token', accessToken: 'fake-token' });
  });

  test('an id and a secret lose the white space around them, and both spellings stay secret', async () => {
    const sources = settingSources({
      ...MINIMAL,
      'client-id': 'fake-client \n',
      'client-secret': 'fake-client-secret\r\n',
    });
    const settings = await readSettings(sources);
    expect(settings.authentication).toMatchObject({ clientId: 'fake-client', clientSecret: 'fake-client-secret' });
    expect(settings.givenSecrets).toEqual([{ name: 'client-secret', value: 'fake-client-secret\r\n' }]);
    expect(await problemsOf({ ...MINIMAL, 'client-secret': ' ' })).toEqual([
      'input client-secret: is white space alone',
    ]);
  });

  test('oauth1 needs its four keys', async () => {
    expect(await problemsOf({ url: 'https://v.example', 'auth-method': 'oauth1', 'token-key': 'x' })).toHaveLength(3);
  });

  test('aws takes its keys from the AWS variables', async () => {
    const aws = { url: 'https://v.example', 'auth-method': 'aws', 'aws-unique-key': 'fake-unique' };
    expect(await problemsOf(aws)).toHaveLength(2);
    const environment = { AWS_ACCESS_KEY_ID: 'fake-id', AWS_SECRET_ACCESS_KEY: 'fake-key', AWS_SESSION_TOKEN: '' };
    expect((await readSettings(settingSources(aws, environment))).authentication).toEqual({
      method: 'aws',
      region: 'us-east-1',
      service: 'execute-api',
      uniqueKey: 'fake-unique',
      accessKeyId: 'fake-id',
      secretAccessKey: 'fake-key',
    });
  });
});

describe('application, system and environment', () => {
  test('all three', async () => {
    const settings = await readSettings(
      settingSources({ ...MINIMAL, application: 'a', system: 's', environment: 'e' }),
    );
    expect(settings.context).toEqual({ application: 'a', system: 's', environment: 'e' });
  });

  test('two of them are a problem', async () => {
    expect(await problemsOf({ ...MINIMAL, application: 'a', environment: 'e' })).toEqual([
      expect.stringContaining('input system: is missing'),
    ]);
  });
});

describe('keys and certificates', () => {
  test.each([
    ['PEM text', rsaPem],
    ['base64 of it', Buffer.from(rsaPem).toString('base64')],
    ['a path', '/key.pem'],
  ])('decryption-key as %s', async (_, text) => {
    const sources = settingSources({ ...MINIMAL, 'decryption-key': text }, {}, { '/key.pem': rsaPem });
    expect((await readSettings(sources)).decryptionKey).toMatchObject({ pem: rsaPem });
  });

  test('a file that is missing, one that holds no PEM, and a certificate that is broken', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nnot base64\n-----END CERTIFICATE-----\n';
    expect(await problemsOf({ ...MINIMAL, 'ca-certificate': '/none.pem' })).toEqual([
      expect.stringContaining('ENOENT'),
    ]);
    expect(await problemsOf({ ...MINIMAL, 'ca-certificate': '/t' }, {}, { '/t': 'x' })).toEqual([
      expect.stringContaining('no PEM text'),
    ]);
    expect(await problemsOf({ ...MINIMAL, 'ca-certificate': broken })).toEqual([
      expect.stringContaining("input ca-certificate: holds a certificate that can't be read (number 1 of 1)"),
    ]);
  });

  test('a locked client key asks for its passphrase, and its certificate must be there', async () => {
    const problems = await problemsOf({ ...MINIMAL, 'client-key': lockedPem });
    expect(problems).toEqual([expect.stringContaining('input client-certificate: is missing')]);
    expect(problems.join()).not.toContain(lockedPem.slice(40, 60));
  });

  test('no secret is quoted by any problem', async () => {
    const problems = await problemsOf({
      url: 'https://v.example',
      'client-secret': 'plainly-fake-secret',
      'decryption-key': 'plainly-fake-key',
      'client-key': 'plainly-fake-client-key',
    });
    expect(problems.length).toBeGreaterThan(2);
    expect(problems.join()).not.toContain('plainly-fake');
  });
});

describe('givenSecrets', () => {
  const PEM = '-----BEGIN FAKE KEY-----\nZmFrZQ==\n-----END FAKE KEY-----\n';
  const given = (texts: Partial<Record<SettingName, readonly string[]>>) =>
    givenSecrets({ every: (name) => texts[name] ?? [] }).map(({ name, value }) => `${name}: ${value}`);

  test('every text of every secret setting, and none of the others', () => {
    expect(
      given({
        url: ['https://vault.example.com'],
        'client-id': ['fake-client'],
        'client-secret': ['fake-one', 'fake-two'],
        'access-token': ['fake-token'],
        'consumer-secret': ['fake-consumer-secret'],
        'token-secret': ['fake-token-secret'],
        'aws-unique-key': ['fake-unique'],
        'client-key-passphrase': ['fake-passphrase'],
      }),
    ).toEqual([
      'client-secret: fake-one',
      'client-secret: fake-two',
      'access-token: fake-token',
      'consumer-secret: fake-consumer-secret',
      'token-secret: fake-token-secret',
      'aws-unique-key: fake-unique',
      'client-key-passphrase: fake-passphrase',
    ]);
  });

  test('keys as they were given, PEM or base64 of it; a path is no secret', () => {
    const base64 = Buffer.from(PEM).toString('base64');
    expect(given({ 'client-key': [PEM, '/srv/key.pem'], 'decryption-key': ['key.pem', base64] })).toEqual([
      `client-key: ${PEM}`,
      `decryption-key: ${base64}`,
    ]);
  });
});

test('what the caller has against a line is told with the wrong lines', async () => {
  const secrets = 'nonsense\ndsm:a#b > ONE\ndsm:a#b > TWO';
  const refusesTwo: LineProblem = ({ sink }, { nameCase, allowNames }) =>
    sink.kind === 'env' && sink.name === 'TWO' ? `${nameCase} ${[...allowNames].join()}` : undefined;
  const reading = readSettings(settingSources({ ...MINIMAL, secrets, 'allow-names': 'X' }), refusesTwo);
  await expect(reading).rejects.toMatchObject({
    problems: [expect.stringContaining('Line 1'), 'Line 3 ("dsm:a#b > TWO"): keep X'],
  });
});

describe('what a paste or a pipeline has done to a credential', () => {
  const remarksOf = async (texts: Parameters<typeof settingSources>[0]) =>
    (await readSettings(settingSources({ ...MINIMAL, ...texts }))).remarks;

  test('white space and quotes around one are said, and the text is not', async () => {
    expect(await remarksOf({})).toBeUndefined();
    const remarks = await remarksOf({ 'client-secret': ' "fake-quoted-secret"\n', 'client-id': 'fake-id ' });
    expect(remarks).toEqual([
      expect.stringMatching(/^input client-id: has white space around it, which was taken away/),
      expect.stringMatching(/^input client-secret: has white space around it/),
      expect.stringMatching(/^input client-secret: has quotes around it/),
    ]);
    expect(JSON.stringify(remarks)).not.toContain('fake');
    expect(await remarksOf({ 'access-token': 'fake-token\n' })).toEqual([expect.stringContaining('which counts')]);
  });

  test.each(['$(clientSecret)', '${{ secrets.X }}', '$CLIENT_SECRET', '${CLIENT_SECRET}'])(
    '%s was not replaced',
    async (text) => {
      await expect(readSettings(settingSources({ ...MINIMAL, 'client-secret': text }))).rejects.toThrow(
        /^input client-secret: is the name of a variable/,
      );
    },
  );

  test('a secret that only looks a little like it is one', async () => {
    for (const text of ['$ecret', '$(a)b', 'a$NAME', '$1'])
      expect(await remarksOf({ 'client-secret': text })).toBeUndefined();
  });

  test('a host adds why a secret is empty', async () => {
    const sources = {
      ...settingSources({ ...MINIMAL, 'client-secret': '' }),
      whyEmpty: (name: string) => `why ${name}`,
    };
    await expect(readSettings(sources)).rejects.toThrow(/^input client-secret: is missing.* why client-secret$/);
  });
});

describe('a configuration file that others can write', () => {
  const read = (text: string, mode: number, checkout?: string) => {
    const sources = settingSources({ ...MINIMAL, 'config-file': '/builds/c.yaml' }, {}, { '/builds/c.yaml': text });
    return readSettings({ ...sources, fileMode: () => mode, checkout });
  };

  test.each(['SENHASEGURA_URL', 'SENHASEGURA_CLIENT_SECRET', 'senhasegura_insecure', 'SENHASEGURA_CA_CERTIFICATE'])(
    'is refused where it has %s',
    async (name) => {
      await expect(read(`${name}: x`, 0o100666)).rejects.toThrow(
        `/builds/c.yaml can be written by others than its owner (mode 0666), and it has ${name.toUpperCase()}, so whoever`,
      );
      await expect(read(`${name}: x`, 0o100620)).rejects.toThrow('mode 0620');
    },
  );

  test('is warned of otherwise, and below the checkout of a job', async () => {
    const warning = [expect.stringMatching(/mode 0666\)\. Run: chmod 600 \/builds\/c\.yaml$/)];
    expect((await read('SENHASEGURA_TIMEOUT: "9"', 0o100666)).remarks).toEqual(warning);
    expect((await read('SENHASEGURA_URL: https://v.example.com', 0o100666, '/builds')).remarks).toEqual(warning);
    await expect(read('SENHASEGURA_URL: x', 0o100666, '/builds-of-others')).rejects.toThrow('chmod 600');
    await expect(read('SENHASEGURA_URL: x', 0o100666, '/builds/c.yaml')).rejects.toThrow('chmod 600');
  });

  test('is none where others can only read it', async () => {
    expect((await read('SENHASEGURA_URL: https://v.example.com', 0o100644)).remarks).toBeUndefined();
  });
});

test('a default that nobody wrote has no line', async () => {
  expect((await readSettings(settingSources(MINIMAL))).selections[0]).not.toHaveProperty('line');
  expect((await readSettings(settingSources({ ...MINIMAL, secrets: 'dsm:*' }))).selections[0]).toHaveProperty(
    'line',
    1,
  );
});
