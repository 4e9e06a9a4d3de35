import { maskForms } from '../../src/masking/mask-forms.js';
import { NEVER_MASKED } from '../../src/masking/ordinary.js';
import { listed } from './listed.js';

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
