import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { maskForms } from '../../src/masking/mask-forms.js';
import { isNeverMasked, isOrdinary, NEVER_MASKED } from '../../src/masking/ordinary.js';
import { saysSecret } from '../../src/masking/secret-keys.js';

const PAGE = readFileSync(new URL('../../../../docs/masking.md', import.meta.url), 'utf8');
/** What stands in code type below a heading of the page. */
function listed(heading: string): readonly string[] {
  const [, after = ''] = PAGE.split(`### ${heading}\n`);
  return [...(after.split('\n#')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
}
const EXAMPLES = listed('What looks ordinary');
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
  const texts = [...EXAMPLES, ...NEVER];
  expect(texts.length).toBeGreaterThanOrEqual(60);
  const masked = texts.filter((text) => maskForms(JSON.stringify({ field: text, other: 'x' }), 4).includes(text));
  process.stdout.write(`ordinary texts, none of them masked: ${texts.join(' | ')}\n`);
  expect(masked).toEqual([]);
  const asked = EXAMPLES.filter((example) => example.length >= 4);
  expect(asked.filter((example) => !maskForms(example, 4).includes(example))).toEqual([]);
  expect(NEVER.filter((text) => maskForms(text, 1).length > 0)).toEqual([]);
});

test.each(EXAMPLES)('%s is ordinary', (text) => {
  expect(isOrdinary(text)).toBe(true);
});

test.each([...listed('What does not'), 'AKIAIOSFODNN7EXAMPLE', 'eyJhb.GciOi.abc'])('%s is not ordinary', (text) => {
  expect(isOrdinary(text)).toBe(false);
  expect(isNeverMasked(text)).toBe(false);
});

test.each(listed('Names that say: secret'))('%s says: secret', (key) => {
  expect(saysSecret(key)).toBe(true);
});

test.each([...listed('Names that do not'), '', 'max_tokens_count'])('%s does not say it', (key) => {
  expect(saysSecret(key)).toBe(false);
});

test('no random token is ordinary, nor a host or a path with one in it', () => {
  const token = fc.tuple(
    fc.nat(),
    fc.constantFrom('base64', 'base64url', 'hex' as const),
    fc.integer({ min: 24, max: 44 }),
  );
  const frames = ['TOKEN', 'https://example.com/TOKEN', '/etc/TOKEN', 'app:TOKEN', 'the key is TOKEN'];
  fc.assert(
    fc.property(token, fc.constantFrom(...frames), ([seed, encoding, length], frame) => {
      const text = createHash('sha512').update(String(seed)).digest(encoding).slice(0, length);
      expect(isOrdinary(frame.replace('TOKEN', text))).toBe(false);
    }),
  );
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
