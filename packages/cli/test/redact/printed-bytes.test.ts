import { compileForms } from '../../src/redact/compile-forms.js';
import { printedBytes } from '../../src/redact/printed-bytes.js';
import { createRedactor } from '../../src/redact/redactor.js';

const SECRET = 'fake-pässword';

function redacted(output: Buffer, system: NodeJS.Platform): Buffer {
  const { write, end } = createRedactor(compileForms(printedBytes(SECRET, system)));
  return Buffer.concat([write(output), end()]);
}

test('on Windows a secret is found in UTF-16 too, wherever it stands', () => {
  const text = `before ${SECRET} and ${SECRET} after`;
  const shown = redacted(Buffer.from(text, 'utf16le'), 'win32');
  expect(shown.includes(Buffer.from(SECRET, 'utf16le'))).toBe(false);
  expect(shown.subarray(0, 14).toString('utf16le')).toBe('before ');
  expect(shown.toString('latin1').match(/\*\*\*/g)).toHaveLength(2);
  expect(redacted(Buffer.from(text), 'win32').toString()).toBe('before *** and *** after');
});

test('elsewhere, and of what is no text, there are the bytes alone', () => {
  expect(printedBytes(SECRET, 'linux')).toEqual([Buffer.from(SECRET)]);
  expect(printedBytes(Uint8Array.of(1, 2, 255), 'win32')).toEqual([Buffer.of(1, 2, 255)]);
});
