import { saysSecret } from '../../src/masking/secret-keys.js';
import { listed } from './listed.js';

test.each(listed('Names that say: secret'))('%s says: secret', (key) => {
  expect(saysSecret(key)).toBe(true);
});

test.each([...listed('Names that do not'), '', 'max_tokens_count'])('%s does not say it', (key) => {
  expect(saysSecret(key)).toBe(false);
});

test.each([
  ['key', true],
  ['keys', true],
  ['KEY', true],
  ['api_key', true],
  ['apiKeys', true],
  ['SSHKey', true],
  ['row_key', false],
  ['key_row', false],
  ['key_api', false],
  ['api_row_key', false],
  ['monkey', false],
  ['1key', false],
  ['client_secret', true],
  ['token_uri', false],
  ['TokenURI', false],
  ['password2', true],
  ['password_2_length', false],
  ['my.db/password', true],
  ['--', false],
  ['senhaDoBanco', true],
  ['contraseña', true],
])('%s says it: %j', (key, says) => {
  expect(saysSecret(key)).toBe(says);
});

test('of a long name the end says it', () => {
  expect(saysSecret(`password_${'x'.repeat(190)}`)).toBe(true);
  expect(saysSecret(`password_${'x'.repeat(200)}`)).toBe(false);
});
