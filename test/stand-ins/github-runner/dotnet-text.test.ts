import fc from 'fast-check';
import { createLineReader, trim, trimmedLines } from './dotnet-text.js';

const readInChunks = (chunks: readonly string[]) => {
  const lines: string[] = [];
  const reader = createLineReader((line) => lines.push(line));
  chunks.forEach(reader.push);
  reader.end();
  return lines;
};

describe('createLineReader', () => {
  test('ends a line at CR, LF and CRLF, wherever the stream is cut', () => {
    const chunk = fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\r\n', '😀', '') });
    fc.assert(
      fc.property(fc.array(chunk), (chunks) => {
        const expected = chunks.join('').split(/\r\n|\r|\n/u);
        if (expected.at(-1) === '') {
          expected.pop();
        }
        expect(readInChunks(chunks)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  test('keeps a last line without an end', () => {
    expect(readInChunks(['one\ntw', 'o'])).toEqual(['one', 'two']);
  });
});

test('trim takes what .NET calls white space, and no byte order mark', () => {
  expect(trim('\u0085\u3000 x\ufeff\u2028')).toBe('x\ufeff');
});

test('trimmedLines leaves out empty lines', () => {
  expect(trimmedLines(' one \r\n\n \t\rtwo\n')).toEqual(['one', 'two']);
});
