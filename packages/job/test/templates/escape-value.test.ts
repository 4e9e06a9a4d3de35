import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { parse } from 'yaml';
import { escapeValue } from '../../src/templates/escape-value.js';

/** What breaks writers: marks of each grammar, controls, line ends of every kind, and the edges of what YAML and XML may hold. */
const NASTY = [
  ...'"\'\\$`{}[]()<>&|;:#!%@*?~=-, \t\n\r\0\u0001\u001b\u007f\u0085\u00a0\u00ad'.split(''),
  ...['\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff', '\ud7ff', '\ue000', '🔑', '\u{10ffff}', 'é', 'é'],
  ...[
    '\r\n',
    '---',
    ': ',
    ' #',
    ']]>',
    '<!--',
    '&amp;',
    "'\\''",
    '$(id)',
    '\\n',
    '\\u0041',
    'null',
    'true',
    '1e3',
    '~',
  ],
];
const halves = ['\ud800', '\udc00'];
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 24 }),
  fc.string({ unit: 'binary', maxLength: 24 }),
);

function escaped(kind: Parameters<typeof escapeValue>[0], value: string): string {
  const reading = escapeValue(kind, value);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.ok;
}

describe('a value in a file reads as it was', () => {
  test('JSON, half of a surrogate pair too', () => {
    const any = fc.oneof(text, fc.string({ unit: fc.constantFrom(...NASTY, ...halves), maxLength: 12 }));
    fc.assert(
      fc.property(any, (value) => {
        expect(JSON.parse(`{"a": [${escaped('json', value)}]}`)).toEqual({ a: [value] });
      }),
    );
  });

  /** YAML 1.2, production 1 (c-printable), without what YAML 1.1 takes for line ends, and without byte order marks. */
  const printable = /^[ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;

  test.each(['1.1', '1.2'] as const)('YAML %s: in a block, in a flow, as a key', (version) => {
    fc.assert(
      fc.property(text, (value) => {
        const word = escaped('yaml', value);
        // The reader takes more than that; others refuse it.
        expect(word).toMatch(printable);
        const document = `deep:\n  - key: ${word} # a comment\n    flow: {a: ${word}, b: [${word}]}\n    last: ${word}\n`;
        expect(parse(document, { version })).toEqual({
          deep: [{ key: value, flow: { a: value, b: [value] }, last: value }],
        });
      }),
    );
  });

  test('a POSIX shell', () => {
    const values = fc.sample(text, 400).map((value) => value.replaceAll('\0', ''));
    const script = values.map((value) => `printf '%s\\0' ${escaped('shell', value)}`).join('\n');
    const printed = execFileSync('sh', ['-s'], { input: script, encoding: 'utf8', maxBuffer: 2 ** 24 });
    expect(printed.split('\0').slice(0, -1)).toEqual(values);
  });

  test('XML: between tags, and between quotes of either kind', () => {
    fc.assert(
      fc.property(text, (value) => {
        const reading = escapeValue('xml', value);
        fc.pre('ok' in reading);
        const word = 'ok' in reading ? reading.ok : '';
        const found: unknown[] = [];
        const parser = new SaxesParser();
        parser.on('error', (error) => {
          throw error;
        });
        parser.on('text', (content) => found.push(content));
        parser.on('opentag', ({ attributes }) => found.push(...Object.values(attributes)));
        parser.write(`<a one="${word}" other='${word}'>${word}</a>`).close();
        expect(found).toEqual([value, value, ...(value === '' ? [] : [value])]);
      }),
    );
  });
});

test.each([
  ['yaml', '\ud800', 'surrogate'],
  ['shell', '\udc00', 'surrogate'],
  ['shell', 'a\0b', 'zero byte'],
  ['xml', '\ud800', 'surrogate'],
  ['xml', 'a\0b', 'no XML can hold'],
  ['xml', '\u001b', 'no XML can hold'],
  ['xml', '\uffff', 'no XML can hold'],
] as const)('%s can not hold %j', (kind, value, problem) => {
  expect(escapeValue(kind, value)).toEqual({ problem: expect.stringContaining(problem) as string });
});
