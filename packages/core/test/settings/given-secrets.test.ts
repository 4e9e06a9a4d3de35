import { givenSecrets } from '../../src/settings/given-secrets.js';
import type { SettingName } from '../../src/settings/setting-table.js';

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
