import { exportedSettings } from '../../src/emulator-step/exported-settings.js';

const announcement = (authorization: Readonly<Record<string, string>>, url = 'https://127.0.0.1:1') => ({
  url,
  caFile: '/ca.pem',
  control: { url: `${url}/_emulator`, header: 'x-emulator-key', key: 'fake' },
  authorizations: { first: authorization, second: { method: 'oauth2', clientId: 'second', clientSecret: 'fake-2' } },
});

test.each([
  [
    'OAuth 2.0',
    { application: 'a', method: 'oauth2', clientId: 'id', clientSecret: 'fake-secret' },
    {
      ...{ SENHASEGURA_AUTH_METHOD: 'oauth2', SENHASEGURA_CLIENT_ID: 'id', SENHASEGURA_CLIENT_SECRET: 'fake-secret' },
    },
    ['fake-secret'],
  ],
  [
    'AWS',
    {
      ...{ method: 'aws', accessKeyId: 'AK', secretAccessKey: 'fake-sk', uniqueKey: 'uk', sessionToken: 'fake-st' },
    },
    {
      ...{ SENHASEGURA_AUTH_METHOD: 'aws', SENHASEGURA_AWS_UNIQUE_KEY: 'uk', AWS_ACCESS_KEY_ID: 'AK' },
      ...{ AWS_SECRET_ACCESS_KEY: 'fake-sk', AWS_SESSION_TOKEN: 'fake-st' },
    },
    ['fake-sk', 'fake-st'],
  ],
  [
    'a certificate of the client and encrypted answers',
    { clientCertificateFile: '/c.pem', clientKeyFile: '/k.pem', decryptionKeyFile: '/d.pem' },
    {
      ...{ SENHASEGURA_CLIENT_CERTIFICATE: '/c.pem', SENHASEGURA_CLIENT_KEY: '/k.pem' },
      ...{ SENHASEGURA_DECRYPTION_KEY: '/d.pem' },
    },
    [],
  ],
])('the settings of %s', (_, authorization, variables, secrets) => {
  expect(exportedSettings(announcement(authorization), '')).toEqual({
    variables: { SENHASEGURA_URL: 'https://127.0.0.1:1', SENHASEGURA_CA_CERTIFICATE: '/ca.pem', ...variables },
    secrets,
  });
});

test('the named authorization, over plain HTTP without an authority', () => {
  expect(exportedSettings(announcement({}, 'http://127.0.0.1:1'), 'second').variables).toEqual({
    ...{ SENHASEGURA_URL: 'http://127.0.0.1:1', SENHASEGURA_AUTH_METHOD: 'oauth2' },
    ...{ SENHASEGURA_CLIENT_ID: 'second', SENHASEGURA_CLIENT_SECRET: 'fake-2' },
  });
});

test('one that is not there is refused with those that are', () => {
  expect(() => exportedSettings(announcement({}), 'third')).toThrow(
    '"third": the input authorization takes one of first, second.',
  );
});
