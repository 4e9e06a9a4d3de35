import { holdsPem, pemText } from '../../src/settings/pem-text.js';
import { readSettings } from '../../src/settings/read-settings.js';
import { secretsInSettings } from '../../src/settings/settings.js';
import { MINIMAL, settingSources } from './create-settings.js';

const secrets = async (...given: Parameters<typeof settingSources>) => {
  const values = secretsInSettings(await readSettings(settingSources(...given))).map(({ value }) => value);
  return [...new Set(values)].sort();
};

test('what another way to authenticate leaves unused is a secret all the same', async () => {
  const environment = {
    SENHASEGURA_CLIENT_SECRET: 'fake-client-secret',
    SENHASEGURA_TOKEN_SECRET: 'fake-token-secret',
  };
  expect(await secrets({ url: MINIMAL.url ?? '', 'access-token': 'fake-token' }, environment)).toEqual([
    'fake-client-secret',
    'fake-token',
    'fake-token-secret',
  ]);
});

test('so is a text that another one beats, in the environment and in the configuration file', async () => {
  const files = { '/c.yml': 'SENHASEGURA_CLIENT_SECRET: fake-of-the-file\nSENHASEGURA_AWS_UNIQUE_KEY: ""\n' };
  const environment = { SENHASEGURA_CLIENT_SECRET: 'fake-of-the-environment' };
  const explicit = { ...MINIMAL, 'client-secret': 'fake-of-the-step', 'config-file': '/c.yml' };
  expect(await secrets(explicit, environment, files)).toEqual([
    'fake-of-the-environment',
    'fake-of-the-file',
    'fake-of-the-step',
  ]);
});

test('the keys of AWS are secrets where they are used', async () => {
  const keys = { AWS_ACCESS_KEY_ID: 'fake-id', AWS_SECRET_ACCESS_KEY: 'fake-key', AWS_SESSION_TOKEN: 'fake-session' };
  const explicit = { url: MINIMAL.url ?? '', 'auth-method': 'aws', 'aws-unique-key': 'fake-unique' };
  expect(await secrets(explicit, keys)).toEqual(['fake-id', 'fake-key', 'fake-session', 'fake-unique']);
});

test('no file is read for a key that is not used', async () => {
  const { readTextFile, ...others } = settingSources({ ...MINIMAL, 'client-secret': 'fake-client-secret' });
  const read: string[] = [];
  const sources = { ...others, readTextFile: (path: string) => (read.push(path), readTextFile(path)) };
  await readSettings({ ...sources, explicit: (name) => (name === 'token-secret' ? '/srv/x' : others.explicit(name)) });
  expect(read).toEqual([]);
});

test.each(['\r', '\u2028', ' ', '-----BEGIN ', '-----BEGIN A'])(
  'a megabyte of %j is looked through once',
  async (piece) => {
    const text = piece.repeat(Math.ceil((1024 * 1024) / piece.length));
    expect(holdsPem(text)).toBe(piece.startsWith('-'));
    await pemText(`-----BEGIN ${text}`, () => Promise.reject(new Error('no file')));
  },
);
