import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { maskForms } from '../../src/masking/mask-forms.js';
import { maskAsRunner, maskOneByOne } from './runner-masker.js';
import { each, needs } from '../../../../test/harness/programs.js';

const MIN = 4;
/** Base64 of bytes alone, without the last character where it stands for a part of a byte: the same before any neighbour. */
const coreOf = (bytes: string | Uint8Array, alphabet: 'base64' | 'base64url' = 'base64') =>
  Buffer.from(bytes)
    .toString(alphabet)
    .slice(0, Math.floor((Buffer.from(bytes).length * 8) / 6));
/** No star: it would be told from no mask. */
const character = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom(
    ...'a b C 0 9 + / = " \' \\ < > & % ~ é 日 🔑 { } [ ] :'.split(' '),
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\u2028',
  ),
);
const secret = fc
  .array(character, { minLength: MIN, maxLength: 60 })
  .map((characters) => characters.join('').replaceAll('*', '+'))
  // Of a structured value of several lines the ordinary ones are not masked: those are tested by themselves.
  .map((text) => (/[\r\n]/.test(text) ? text.replaceAll(/[=:[{]/g, '~') : text))
  .filter((text) => text.trim().length >= MIN && !isRuler(text));

const wellFormed = (text: string) => Buffer.from(text).toString();
/** Brackets alone, and at most two kinds of signs, are never masked. */
const isRuler = (line: string) =>
  /^[\s{}[\]()<>,;:"'`]*$/.test(line) ||
  (/^[\s!-/:-@[-`{-~]*$/.test(line) && new Set(line.replaceAll(/\s/g, '')).size < 3);
const isLongEnough = (line: string) => line.trim().length >= MIN && !isRuler(line);

const XML = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const ENTITIES: readonly Readonly<Record<string, string>>[] = [
  XML,
  { ...XML, '"': '&quot;', "'": '&apos;' },
  { ...XML, '"': '&quot;', "'": '&#39;' },
  { ...XML, '"': '&#34;', "'": '&#39;' },
];

/** How a program may print a secret, each made without the code under test. */
function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const form = new URLSearchParams([['', wellFormed(value)]]).toString().slice(1);
  const lines = wellFormed(value)
    .split(/\r\n|\r|\n/)
    .filter(isLongEnough);
  return [
    ...lines,
    bytes.toString('base64'),
    Buffer.from(`${value}\n`).toString('base64'),
    bytes.toString('base64url'),
    Buffer.from(`${value}\n`).toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(value).slice(1, -1).split('/').join('\\/'),
    encodeURIComponent(wellFormed(value)),
    form,
    ...[encodeURIComponent(wellFormed(value)), form].map((uri) => uri.replace(/%../g, (part) => part.toLowerCase())),
    ...lines.flatMap((line) =>
      ENTITIES.map((entities) => Array.from(line, (character) => entities[character] ?? character).join('')),
    ),
  ];
}

describe('maskForms', () => {
  test('whatever a secret and the text around it are, no spelling of it gets past a masker', () => {
    const around = fc.string().map((text) => text.replaceAll('*', ''));
    fc.assert(
      fc.property(secret, around, around, (value, before, after) => {
        const masks = maskForms(value, MIN);
        for (const spelling of spellings(value)) {
          expect(maskAsRunner(before + spelling + after, masks)).not.toContain(spelling);
          expect(maskOneByOne(before + spelling + after, masks)).not.toContain(spelling);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('whatever stands before and behind a secret when it is encoded, at most four characters of its base64 show', () => {
    const bytes = fc.uint8Array({ minLength: 0, maxLength: 20 });
    const ascii = fc
      .string({ minLength: 8, maxLength: 60 })
      .filter((text) => text.trim() === text && !text.includes('*'));
    fc.assert(
      fc.property(ascii, bytes, bytes, (value, before, after) => {
        for (const alphabet of ['base64', 'base64url'] as const) {
          const whole = Buffer.concat([before, Buffer.from(value), after]).toString(alphabet);
          const shown = maskAsRunner(whole, maskForms(value, MIN)).replaceAll('***', '');
          const outside = Math.ceil((before.length * 8) / 6) + Math.ceil((after.length * 8) / 6);
          expect(shown.length).toBeLessThanOrEqual(outside + 4);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('each form is one line, long enough, and listed once, the longest first', () => {
    fc.assert(
      fc.property(secret, fc.integer({ min: 1, max: 12 }), (value, minLength) => {
        const forms = maskForms(value, minLength);
        expect(new Set(forms).size).toBe(forms.length);
        const lengths = forms.map((form) => form.length);
        expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
        for (const form of forms) {
          expect(form).not.toMatch(/[\r\n]/);
          expect(form.length).toBeGreaterThanOrEqual(minLength);
        }
      }),
    );
  });

  test('a value that is too short has no form, not even an encoded one', () => {
    for (const value of ['', 'abc', ' abc\n', '    ', '\n\n\n\n\n', '{"a":"b"}'.slice(0, 3)]) {
      expect(maskForms(value, MIN)).toEqual([]);
    }
  });

  test('lines are masked trimmed and as they stand, and short lines are not', () => {
    const forms = maskForms('-----BEGIN\r\n  MIIEsecret \r\n==\rlast line\n', MIN);
    expect(forms).toEqual(expect.arrayContaining(['-----BEGIN', '  MIIEsecret ', 'MIIEsecret', 'last line']));
    expect(forms).not.toContain('==');
  });

  test('a value is masked encoded without the white space around it too', () => {
    const forms = maskForms(' p\u00e4ss\n', MIN);
    for (const spelling of spellings('p\u00e4ss')) expect(maskAsRunner(spelling, forms)).not.toContain(spelling);
  });

  test('the strings inside a JSON document are masked, at any depth, line by line and encoded', () => {
    const key = 'line one\nline two';
    const document = JSON.stringify({
      type: 'x',
      a: [{ key, deep: [[['inner-s3cret']]] }],
      n: 123456,
      b: true,
      z: null,
    });
    const forms = maskForms(document, MIN);
    for (const value of ['inner-s3cret', key])
      for (const each of spellings(value)) {
        expect(maskAsRunner(each, forms)).not.toContain(each);
      }
    expect(forms).not.toContain('123456');
    expect(maskForms(` \n${document}`, MIN)).toContain('inner-s3cret');
    expect(maskForms(document.slice(1), MIN)).not.toContain('inner-s3cret');
  });

  test('quotes around a value do not hide what is inside', () => {
    expect(maskForms('"inner-s3cret"\n', MIN)).toContain('inner-s3cret');
    expect(maskForms("'inner-s3cret'", MIN)).toContain(coreOf('inner-s3cret'));
    expect(maskForms('"inner-s3cret\'', MIN)).not.toContain('inner-s3cret');
  });

  test('JSON as Python and Go write it is masked', () => {
    const forms = maskForms('pä<&>ß日🔑"x', MIN);
    expect(forms).toContain('p\\u00e4<&>\\u00df\\u65e5\\ud83d\\udd11\\"x');
    expect(forms).toContain('pä\\u003c\\u0026\\u003eß日🔑\\"x');
  });

  test('bytes that are no text are masked encoded, and bytes that are text as text', () => {
    const binary = Uint8Array.from([0xff, 0xfe, 0, 1, 2, 3, 4, 5, 0xfb, 0xf0]);
    const forms = maskForms(binary, MIN);
    const buffer = Buffer.from(binary);
    expect(forms).toEqual(
      expect.arrayContaining([coreOf(binary), coreOf(binary, 'base64url'), buffer.toString('hex')]),
    );
    expect(maskForms(Buffer.from('\ufeffpä\nss-word'), MIN)).toEqual(maskForms('\ufeffpä\nss-word', MIN));
    expect(maskForms(Uint8Array.from([0xff, 0xfe]), MIN)).toEqual([]);
  });
});

describe('what real programs print of a secret is masked', () => {
  const run = (script: string, value: string, shell = 'bash') =>
    execFileSync(shell, ['-c', `exec 2>&1; ${script}`], {
      env: { PATH: process.env.PATH, X: value },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const KEY = `-----BEGIN FAKE KEY-----\n${Array.from({ length: 40 }, (_, i) => `${i}`.padEnd(64, 'fakekey')).join('\n')}\n-----END FAKE KEY-----\n`;
  const shownOf = (text: string, value: string) =>
    text
      .split('\n')
      .map((line) => maskAsRunner(line, maskForms(value, MIN)))
      .join('\n');

  needs('bash', 'coreutils').test('base64 of a key, which breaks its lines', () => {
    for (const script of ['printf %s "$X" | base64', 'echo "$X" | base64', 'echo "$X" | base64 -w 64']) {
      const printed = run(script, KEY);
      expect(printed.split('\n').length).toBeGreaterThan(40);
      expect(shownOf(printed, KEY).replaceAll('***', '').trim().length).toBeLessThanOrEqual(12);
    }
  });

  each([
    { shell: 'bash', needs: ['bash'] },
    { shell: 'sh', needs: ['sh'] },
  ]).test('the trace of $shell, quotes and all', ({ shell }) => {
    const value = "it's a 'fake' pass\"word\nand 'another' fake's pass";
    const printed = run('set -x; : "$X"', value, shell);
    expect(printed).toMatch(/fake/);
    expect(shownOf(printed, value)).not.toMatch(/fake|pass/);
  });

  needs('bash', 'coreutils').test('a header of Basic authentication, whatever the length of the user name', () => {
    for (const user of ['a', 'ab', 'abc']) {
      const token = run(`printf '%s:%s' ${user} "$X" | base64 -w0`, 'fake-password-1');
      expect(shownOf(`Authorization: Basic ${token}`, 'fake-password-1').length).toBeLessThan(40);
    }
  });
});

describe('sizes', () => {
  test('a line of a megabyte is masked as it stands, without encodings', () => {
    const value = 'x'.repeat(1_000_000);
    expect(maskForms(value, MIN)).toEqual([value]);
  });

  test('every line of a value of a megabyte is masked', () => {
    const lines = Array.from({ length: 140_000 }, (_, index) => String(100_000 + index));
    const forms = new Set(maskForms(lines.join('\n'), MIN));
    expect(lines.filter((line) => !forms.has(line))).toEqual([]);
  });

  test('every leaf of a huge document is masked, and no depth overflows the stack', () => {
    const leaves = Array.from({ length: 130_000 }, (_, index) => `k${index + 1000}x`);
    const wide = new Set(maskForms(JSON.stringify(leaves), MIN));
    expect(leaves.filter((leaf) => !wide.has(leaf))).toEqual([]);
    const deep = maskForms(`${'{"a":['.repeat(200_000)}"inner-s3cret"${']}'.repeat(200_000)}`, MIN);
    expect(deep).toContain('inner-s3cret');
    expect(deep).toContain(coreOf('inner-s3cret'));
    expect(maskForms(`${'['.repeat(1_000_000)}x`, MIN)).toHaveLength(1);
  });

  test('a value of the largest size that an environment variable holds is masked encoded', () => {
    const value = 'é'.repeat(64 * 1024);
    const forms = new Set(maskForms(value, MIN));
    expect(forms.has(coreOf(value))).toBe(true);
    expect(forms.has(encodeURIComponent(value))).toBe(true);
  });
});
