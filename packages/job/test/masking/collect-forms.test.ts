import {
  collectForms,
  createFormSet,
  type LeafMask,
  maskForms,
  type Masking,
  missingPointers,
} from '../../src/masking/mask-forms.js';
import { coreOf } from './spellings.js';

const SECRET = 'fake-S3cret/1';
const LARGEST = 128 * 1024;

function masked(value: string | Uint8Array, mask?: LeafMask) {
  const forms = createFormSet(4);
  const masking: Masking = collectForms(value, 4, forms, mask);
  return { masking, forms: new Set(forms.longestFirst()) };
}

describe('a set of forms', () => {
  test('has each once, none too short, the longest first', () => {
    const forms = createFormSet(3);
    for (const form of ['abc', 'ab', 'abcde', 'abc', 'abcd', '']) forms.add(form);
    expect(forms.longestFirst()).toEqual(['abcde', 'abcd', 'abc']);
  });

  test('has never the empty text', () => {
    const forms = createFormSet(0);
    for (const form of ['', 'a']) forms.add(form);
    expect(forms.longestFirst()).toEqual(['a']);
  });

  test('has the encodings of bytes', () => {
    const forms = createFormSet(4);
    forms.addEncodings('jklm');
    expect(forms.longestFirst()).toEqual(['6a6b6c6d', '6A6B6C6D', 'amtsb', 'qa2xt', 'prbG']);
  });
});

describe('how a value is protected', () => {
  test.each<[string | Uint8Array, Masking['kind'], number]>([
    ['', 'masked', 0],
    ['abc', 'too-short', 0],
    [' abc ', 'too-short', 0],
    ['true', 'ordinary-word', 0],
    [' TRUE\n', 'ordinary-word', 0],
    ['-----', 'ordinary-word', 0],
    ['on', 'too-short', 0],
    ['---', 'too-short', 0],
    [Uint8Array.from([0xff, 0xfe, 0xfd]), 'too-short', 0],
  ])('%j is %s', (value, kind, count) => {
    const { masking, forms } = masked(value);
    expect([masking.kind, forms.size]).toEqual([kind, count]);
  });

  test('a word is masked as it is and encoded', () => {
    expect(masked('jklm')).toEqual({
      masking: { kind: 'masked' },
      forms: new Set(['jklm', '6a6b6c6d', '6A6B6C6D', 'amtsb', 'qa2xt', 'prbG']),
    });
  });

  test('bytes are masked encoded, up to 128 KiB', () => {
    const bytes = new Uint8Array(LARGEST).fill(0xff);
    expect(masked(bytes)).toMatchObject({ masking: { kind: 'masked' } });
    expect(masked(bytes).forms.has('ff'.repeat(LARGEST))).toBe(true);
    expect(masked(new Uint8Array(LARGEST + 1).fill(0xff))).toEqual({ masking: { kind: 'masked' }, forms: new Set() });
    expect(masked(Uint8Array.from([0xff, 1, 2, 3])).forms.has('ff010203')).toBe(true);
  });

  test.each(['x', '+'])('and so are texts of %s', (character) => {
    const [text, larger] = [character.repeat(LARGEST), character.repeat(LARGEST + 1)].map(
      (each) => `a${each.slice(1)}`,
    );
    expect(masked(text ?? '').forms.has(coreOf(text ?? ''))).toBe(true);
    expect(masked(larger ?? '').forms).toEqual(new Set([larger]));
  });
});

describe('a line', () => {
  test('is masked as it stands, trimmed, and in the spellings of markup and quotes', () => {
    const { forms } = masked(`first-s3cret-line\n  it's <b>\nab\n`);
    expect([...forms]).toEqual(
      expect.arrayContaining([
        'first-s3cret-line',
        "  it's <b>",
        "it's <b>",
        "it''s <b>",
        "it's &lt;b&gt;",
        "it'\\''s <b>",
      ]),
    );
    expect(forms.has('ab')).toBe(false);
  });

  test('of twenty lines at most is masked as programs print it that read line by line', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => `"${index}s3cret/é`);
    const has = (text: string) => masked(text).forms.has(encodeURIComponent(lines(1)[0] ?? ''));
    expect([20, 21].map((count) => has(lines(count).join('\n')))).toEqual([true, false]);
    expect(masked(lines(21).join('\n')).forms.has('&quot;0s3cret/é')).toBe(true);
  });

  test('of a value above 128 KiB is masked as it stands', () => {
    const { forms } = masked(`it's\n${'+'.repeat(LARGEST)}a`);
    expect(forms).toEqual(new Set([`${'+'.repeat(LARGEST)}a`, "it's"]));
  });

  test('of a structure is not masked where it looks ordinary, punctuation of structures aside', () => {
    const text = `{\n  "env": "production",\n  "key": "${SECRET}"\n}`;
    const { masking, forms } = masked(text);
    expect(masking).toEqual({ kind: 'fields', masked: 1, of: 2, cut: false });
    expect([forms.has('"env": "production",'), forms.has(`"key": "${SECRET}"`), forms.has(SECRET)]).toEqual([
      ...[false, true, true],
    ]);
  });
});

describe('quotes around a value', () => {
  test.each([`"${SECRET}"`, `'${SECRET}'`, ` "${SECRET}"\n`])('%j do not hide it', (text) => {
    expect(masked(text).forms.has(SECRET)).toBe(true);
    expect(masked(text).forms.has(coreOf(SECRET))).toBe(true);
  });

  test.each([`"${SECRET}'`, `"${SECRET}`, `${SECRET}"`, `(${SECRET})`])('%j has none', (text) => {
    expect(masked(text).forms.has(SECRET)).toBe(false);
  });
});

test('white space around a value is masked with it and without it', () => {
  const { forms } = masked(' it is+a s3cret\n');
  for (const text of [' it is+a s3cret\n', 'it is+a s3cret']) {
    expect(forms.has(coreOf(text))).toBe(true);
    expect(forms.has(encodeURIComponent(text))).toBe(true);
  }
});

describe('which leaves are masked', () => {
  const leaves = (value: unknown, mask?: LeafMask) => {
    const { masking, forms } = masked(JSON.stringify(value), mask);
    const found = ['horse', '12345', '123456', 'monkey', SECRET].filter((text) => forms.has(text));
    return [masking.kind === 'fields' ? `${masking.masked} of ${masking.of}` : masking.kind, ...found];
  };

  test.each<[unknown, LeafMask | undefined, readonly string[]]>([
    [{ a: 'horse', b: SECRET }, undefined, ['1 of 2', SECRET]],
    [{ password: 'horse', b: 'monkey' }, undefined, ['1 of 2', 'horse']],
    [{ password: 12345, b: 123456 }, undefined, ['1 of 2', '12345']],
    [{ a: '123456' }, undefined, ['1 of 1', '123456']],
    [{ secrets: { a: 'horse' }, b: { c: 'monkey' } }, undefined, ['1 of 2', 'horse']],
    [{ Senhas: { x: { a: 'horse' } } }, undefined, ['1 of 1', 'horse']],
    [{ credentials: { passwords: { a: 'horse' }, b: 'monkey' } }, undefined, ['1 of 2', 'horse']],
    [{ a: 'horse', b: 12345, c: 'abc', d: true }, { kind: 'all' }, ['2 of 4', 'horse', '12345']],
    [{ a: { b: 'horse', bc: 'monkey' } }, { kind: 'pointers', pointers: ['/a/b'] }, ['1 of 2', 'horse']],
    [{ a: { b: 'horse' }, c: SECRET }, { kind: 'pointers', pointers: ['/a', '/x'] }, ['1 of 2', 'horse']],
    [{ a: '{"b":"horse","password":"monkey"}' }, { kind: 'pointers', pointers: ['/a/b'] }, ['1 of 1', 'horse']],
    [{ a: `{"b":"${SECRET}","token":"monkey"}` }, undefined, ['1 of 1', 'monkey', SECRET]],
  ])('of %j with %j: %j', (value, mask, found) => {
    expect(leaves(value, mask)).toEqual(found);
  });

  test('of a document a thousand are masked encoded, and all as they are', () => {
    const values = Array.from({ length: 1001 }, (_, index) => `s3cret+${index + 1000}`);
    const { forms, masking } = masked(JSON.stringify(values));
    expect(values.filter((value) => !forms.has(value))).toEqual([]);
    expect(values.filter((value) => !forms.has(encodeURIComponent(value)))).toEqual(values.slice(1000));
    expect(masking).toEqual({ kind: 'fields', masked: 1001, of: 1001, cut: false });
  });

  test('or so many as 128 KiB have', () => {
    const values = [`+${'x1'.repeat(LARGEST / 2 - 4)}`, 'a+s3cret', 'b+s3cret'];
    const { forms } = masked(JSON.stringify(values));
    expect(values.map((value) => forms.has(encodeURIComponent(value)))).toEqual([true, false, false]);
    expect(values.map((value) => forms.has(value))).toEqual([true, true, true]);
  });
});

describe('a pointer that leads nowhere', () => {
  const pointers = ['/a', '/a/b', '/c', '/d'];
  test('is told, in text and in bytes', () => {
    const text = JSON.stringify({ a: { b: 'x' }, cc: 'y', d: [1] });
    const mask: LeafMask = { kind: 'pointers', pointers };
    expect(missingPointers(text, mask)).toEqual(['/c']);
    expect(missingPointers(Buffer.from(text), mask)).toEqual(['/c']);
    expect(missingPointers(Uint8Array.from([0xff]), mask)).toEqual(pointers);
    expect(missingPointers(text, { kind: 'all' })).toEqual([]);
    expect(missingPointers(text, undefined)).toEqual([]);
  });
});

test('`maskForms` has them all at once', () => {
  expect(maskForms('jklm', 4)).toEqual(['6a6b6c6d', '6A6B6C6D', 'amtsb', 'qa2xt', 'jklm', 'prbG']);
  expect(maskForms('{"a":"horse"}', 4, { kind: 'all' })).toContain('horse');
});
