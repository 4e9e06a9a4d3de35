import { neededAgain } from '../../src/publish/needed-again.js';
import { readSettings } from '../../../core/src/settings/read-settings.js';
import { MINIMAL, settingSources } from '../../../core/test/settings/create-settings.js';

const needed = async (...given: Parameters<typeof settingSources>) => {
  const sources = settingSources(...given);
  return Object.fromEntries(neededAgain(await readSettings(sources), sources));
};

test('variables of the job that hold exactly what the settings have', async () => {
  const environment = {
    CLIENT_ID: 'fake-client',
    client_secret: 'fake-client-secret',
    VAULT: 'https://vault.example.com/',
    MORE: 'fake-client-secret and more',
    OTHER: 'oauth2',
    ABSENT: undefined,
  };
  expect(await needed({ ...MINIMAL, url: 'https://vault.example.com/' }, environment)).toEqual({
    CLIENT_ID: 'fake-client',
    client_secret: 'fake-client-secret',
    VAULT: 'https://vault.example.com/',
  });
});

test('settings that come from the environment themselves', async () => {
  const environment = {
    SENHASEGURA_URL: 'https://vault.example.com',
    SENHASEGURA_ACCESS_TOKEN: 'fake-token',
    COPY: 'fake-token',
  };
  expect(await needed({}, environment)).toEqual(environment);
});

test('OAuth 1.0', async () => {
  const environment = { A: 'fake-ck', B: 'fake-cs', C: 'fake-tk', D: 'fake-ts', E: 'oauth1' };
  const { A, B, C, D } = environment;
  const inputs = { 'consumer-key': A, 'consumer-secret': B, 'token-key': C, 'token-secret': D };
  const explicit = { url: 'https://vault.example.com', 'auth-method': 'oauth1', ...inputs };
  expect(await needed(explicit, environment)).toEqual({ A, B, C, D });
});

test('with aws the three variables always, given or not', async () => {
  const keys = { AWS_ACCESS_KEY_ID: 'fake-id', AWS_SECRET_ACCESS_KEY: 'fake-key' };
  const explicit = { url: 'https://vault.example.com', 'auth-method': 'aws', 'aws-unique-key': 'fake-unique' };
  expect(await needed(explicit, { ...keys, UNIQUE: 'fake-unique', COPY: 'fake-key' })).toEqual({
    ...keys,
    AWS_SESSION_TOKEN: undefined,
    UNIQUE: 'fake-unique',
    COPY: 'fake-key',
  });
});
