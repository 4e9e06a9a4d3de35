import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { createByteForms } from '../../src/masking/byte-forms.js';
import { needs } from '../../../../test/harness/programs.js';

function formsOf(values: readonly (string | Uint8Array)[]): ReadonlySet<string> {
  const forms = new Set<string>();
  const { addOf, flush } = createByteForms((form) => forms.add(form));
  for (const value of values) addOf(value);
  flush();
  return forms;
}

/** Every form of one value, from encoders that see nothing but that value. */
function expectedOf(value: string | Uint8Array): readonly string[] {
  const bytes = Buffer.from(value);
  if (bytes.length === 0) return [];
  const cores = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return whole.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 8) / 6));
  });
  const base64 = bytes.length < 4 ? [bytes.toString('base64').replaceAll('=', '')] : cores;
  return [
    ...base64.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
  ];
}

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
