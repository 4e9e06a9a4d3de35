import { compileForms, MOST_FORM_BYTES } from '../../src/redact/compile-forms.js';
import { createRedactor } from '../../src/redact/redactor.js';

function redactIn(chunkLength: number, text: Buffer, forms: readonly Buffer[]): { shown: string; mostHeld: number } {
  const { write, end, held } = createRedactor(compileForms(forms));
  const shown: Buffer[] = [];
  let mostHeld = 0;
  for (let at = 0; at < text.length; at += chunkLength) {
    shown.push(Buffer.from(write(text.subarray(at, at + chunkLength))));
    mostHeld = Math.max(mostHeld, held());
  }
  return { shown: Buffer.concat([...shown, end()]).toString(), mostHeld };
}

test('forms of 200 kB that nearly occur all the time', () => {
  const form = Buffer.from(`${'a'.repeat(200_000)}b`);
  const text = Buffer.from(`${'a'.repeat(1_000_000)}c${form.toString()}c${'a'.repeat(100)}`);
  const { shown, mostHeld } = redactIn(4096, text, [form]);
  expect(shown === `${'a'.repeat(1_000_000)}c***c${'a'.repeat(100)}`).toBe(true);
  expect(mostHeld).toBeLessThanOrEqual(200_000);
});

test('ten thousand forms that share beginnings, in a text made of them', () => {
  const forms = Array.from({ length: 10_000 }, (_, index) =>
    Buffer.from(`value-${String(index).padStart(5, '0')}-of-many`),
  );
  const text = Buffer.concat(forms.flatMap((form, index) => [form, Buffer.from(index % 2 === 0 ? ' value-' : '')]));
  expect(redactIn(1000, text, forms).shown).toBe(`${'*** value-'.repeat(5_000)}***`);
});

test('forms of every single byte', () => {
  const forms = Array.from({ length: 256 }, (_, byte) => Buffer.from([byte]));
  expect(redactIn(7, Buffer.from('anything at all'), forms).shown).toBe('***');
});

test('more bytes of forms than can be redacted are refused, with what to do', () => {
  const forms = [Buffer.alloc(MOST_FORM_BYTES, 'x'), Buffer.from('one more')];
  expect(() => compileForms(forms)).toThrow(RangeError);
  expect(() => compileForms(forms)).toThrow(/16777224 bytes; 16777216 are the most .* Select fewer or smaller secrets/);
});

test('a form of a mebibyte is found', () => {
  const form = Buffer.alloc(1024 * 1024, 'secret and random, or nearly so: ');
  expect(redactIn(65_536, Buffer.concat([form, Buffer.from('!')]), [form]).shown).toBe('***!');
});
