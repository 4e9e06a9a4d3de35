import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { needs } from '../../../../test/harness/programs.js';
import { expectedOf, formsOf } from './byte-spellings.js';

// Not longer than a line of base64 or of hexadecimal: what lines they are broken into is tested below.
const short = fc.oneof(fc.string({ unit: 'binary', maxLength: 7 }), fc.uint8Array({ maxLength: 30 }));

test('values that are encoded together have the forms that each has by itself, and no others', () => {
  fc.assert(
    fc.property(fc.array(short, { maxLength: 30 }), (values) => {
      const wellFormed = values.map((value) => (typeof value === 'string' ? value.toWellFormed() : value));
      expect(formsOf(wellFormed)).toEqual(new Set(wellFormed.flatMap(expectedOf)));
    }),
  );
});

test('however much waits, all of it is encoded', () => {
  const values = Array.from({ length: 5_000 }, (_, index) => `fake-value-number-${index}`);
  const forms = formsOf(values);
  expect(forms).toEqual(new Set(values.flatMap(expectedOf)));
});

needs('coreutils').test('base64 broken into lines is what GNU base64 prints', () => {
  const value = Array.from({ length: 40 }, (_, index) => `part ${index}`).join(', ');
  const forms = formsOf([value]);
  for (const width of ['64', '76']) {
    const lines = execFileSync('base64', ['-w', width], { input: value, encoding: 'utf8' }).trimEnd().split('\n');
    for (const line of lines.slice(0, -1)) expect(forms.has(line)).toBe(true);
    const last = lines.at(-1)?.replace(/.?=*$/u, '') ?? '';
    expect([...forms].some((form) => last.length > 3 && form.startsWith(last) && form.length <= last.length + 1)).toBe(
      true,
    );
  }
});
