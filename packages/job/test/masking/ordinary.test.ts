import { maskForms } from '../../src/masking/mask-forms.js';
import { isNeverMasked, isOrdinary, NEVER_MASKED, ORDINARY_KINDS } from '../../src/masking/ordinary.js';
import { saysSecret } from '../../src/masking/secret-keys.js';

const EXAMPLES = ORDINARY_KINDS.flatMap(({ kind, examples }) => examples.map((example) => ({ kind, example })));
const NEVER = [
  ...NEVER_MASKED,
  'True',
  'NULL',
  '-----BEGIN PUBLIC KEY-----',
  '-----END RSA PRIVATE KEY-----',
  '----',
  '=====',
  '{',
  '},',
  '***',
];

test('sixty ordinary texts, of which none is masked unless it is asked for', () => {
  const texts = [...EXAMPLES.map(({ example }) => example), ...NEVER];
  expect(texts.length).toBeGreaterThanOrEqual(60);
  const masked = texts.filter((text) => maskForms(JSON.stringify({ field: text, other: 'x' }), 4).includes(text));
  process.stdout.write(`ordinary texts, none of them masked: ${texts.join(' | ')}\n`);
  expect(masked).toEqual([]);
  const asked = EXAMPLES.filter(({ example }) => example.length >= 4);
  expect(asked.filter(({ example }) => !maskForms(example, 4).includes(example))).toEqual([]);
  expect(NEVER.filter((text) => maskForms(text, 1).length > 0)).toEqual([]);
});

test.each(EXAMPLES)('$example is ordinary: $kind', ({ kind, example }) => {
  expect(isOrdinary(example)).toBe(true);
  expect(ORDINARY_KINDS.find((each) => each.kind === kind)?.is(example)).toBe(true);
});

test.each([
  'hunter2',
  'abc123',
  's3cr3t-pass',
  'P@ssw0rd',
  'Tr0ub4dor&3',
  '1234567',
  'qwkjhzxcvb',
  'AbCdEfGh',
  'XKQZ-PLMN-WRTY-BVCX',
  'AKIAIOSFODNN7EXAMPLE',
  '550e8400-e29b-41d4-a716-446655440000',
  'd41d8cd98f00b204e9800998ecf8427e',
  'eyJhb.GciOi.abc',
  'postgres://app:secret@db/x',
  'https://token@git.example.com/a',
  'https://hooks.example.com/services/T0001/Xxsae2weqsads',
  '!@#$%^&*()',
])('%s is not ordinary', (text) => {
  expect(isOrdinary(text)).toBe(false);
  expect(isNeverMasked(text)).toBe(false);
});

test.each([
  'password',
  'DB_PASSWORD',
  'dbPass',
  'api-key',
  'apiKey',
  'private_key',
  'client_secret',
  '_authToken',
  'auth',
  'key',
  'senha',
  'pin',
  'AccountKey',
])('%s says: secret', (key) => {
  expect(saysSecret(key)).toBe(true);
});

test.each([
  '',
  'name',
  'token_uri',
  'password_policy',
  'key_id',
  'max_tokens_count',
  'public_key',
  'primary_key',
  'keyboard',
  'passenger',
  'secret_name',
  'author',
])('%s does not say it', (key) => {
  expect(saysSecret(key)).toBe(false);
});

test('no text takes long, however it is made', () => {
  for (const part of ['a-', 'a.', '/a', 'A1', ':', '%41', '1.', '@a', "'"]) {
    const text = part.repeat(200_000);
    isOrdinary(text);
    isOrdinary(text.slice(0, 500));
    isNeverMasked(text);
    saysSecret(text);
  }
});
