import fc from 'fast-check';
import { compileForms } from '../../src/redact/compile-forms.js';
import { createRedactor } from '../../src/redact/redactor.js';
import { naiveRedaction } from './naive-redaction.js';

function redactor(...forms: readonly string[]) {
  return createRedactor(compileForms(forms.map((form) => Buffer.from(form))));
}

function redactChunks(chunks: readonly Buffer[], forms: readonly Buffer[]): Buffer {
  const { write, end } = createRedactor(compileForms(forms));
  return Buffer.concat([...chunks.map((chunk) => Buffer.from(write(chunk))), end()]);
}

function cut(text: Buffer, lengths: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let at = 0;
  for (const length of lengths) {
    chunks.push(text.subarray(at, at + length));
    at += length;
  }
  return [...chunks, text.subarray(at)];
}

function redact(text: string, ...forms: readonly string[]): string {
  return redactChunks(
    [Buffer.from(text)],
    forms.map((form) => Buffer.from(form)),
  ).toString();
}

/** Bytes of a tiny alphabet: forms overlap, contain and begin one another, and occur often. */
const tinyBytes = (maxLength: number, minLength = 0) =>
  fc.array(fc.constantFrom(0x61, 0x62, 0x0a, 0xff), { minLength, maxLength }).map((bytes) => Buffer.from(bytes));
const anyBytes = (maxLength: number, minLength = 0) =>
  fc.uint8Array({ minLength, maxLength }).map((bytes) => Buffer.from(bytes));
const lengths = fc.array(fc.nat({ max: 9 }), { maxLength: 60 });

describe('what is masked', () => {
  test('an occurrence becomes three asterisks', () => {
    expect(redact('user=ada password=hunter22!\n', 'hunter22')).toBe('user=ada password=***!\n');
  });

  test('the longest of several forms counts', () => {
    expect(redact('abcdef.', 'abc', 'abcdef', 'cd')).toBe('***.');
  });

  test('occurrences that overlap or touch become one mask', () => {
    expect(redact('abcab-abcabc', 'abc', 'cab')).toBe('***-***');
  });

  test('a form that overlaps itself is masked as a whole', () => {
    expect(redact('xaaaaay', 'aaa')).toBe('x***y');
  });

  test('a form within a longer one that does not come true is masked still', () => {
    expect(redact('abcdeX', 'abcdef', 'cd')).toBe('ab***eX');
  });

  test('a form of several lines, with its line feeds', () => {
    expect(redact('-----\nline 1\nline 2\n-----\nrest', '-----\nline 1\nline 2\n-----')).toBe('***\nrest');
  });

  test('a form of one byte', () => {
    expect(redact('1-2-x-2', '2')).toBe('1-***-x-***');
  });

  test('nothing, where there are no forms, or only empty ones', () => {
    expect(redact('plain')).toBe('plain');
    expect(redact('plain', '')).toBe('plain');
  });
});

describe('whatever the chunks', () => {
  const expectNaive = (text: Buffer, forms: readonly Buffer[], sizes: readonly number[]) => {
    expect(redactChunks(cut(text, sizes), forms).toString('latin1')).toBe(
      naiveRedaction(text, forms).toString('latin1'),
    );
  };

  test.each([0, 1, 3, 4, 6])(
    'it comes to a naive redaction of the whole: forms from %d bytes on that overlap',
    (least) => {
      const forms = fc.array(tinyBytes(least + 6, least), { maxLength: 8 });
      fc.assert(fc.property(tinyBytes(120), forms, lengths, expectNaive), { numRuns: 2000 });
    },
  );

  test.each([1, 3, 8, 20])(
    'it comes to a naive redaction of the whole: any bytes, forms from %d bytes on in the text',
    (least) => {
      const scene = fc.array(anyBytes(least + 12, least), { minLength: 1, maxLength: 12 }).chain((forms) => {
        const form = fc.constantFrom(...forms);
        const part = fc
          .tuple(form, fc.nat(), fc.nat())
          .map(([f, a, b]) => f.subarray(a % f.length, b % (f.length + 1)));
        const text = fc
          .array(fc.oneof(anyBytes(20), form, part), { maxLength: 12 })
          .map((parts) => Buffer.concat(parts));
        return fc.tuple(text, fc.constant(forms));
      });
      fc.assert(
        fc.property(scene, lengths, ([text, forms], sizes) => {
          expectNaive(text, forms, sizes);
        }),
        { numRuns: 1000 },
      );
    },
  );

  test('every single cut of a text with a secret of 300 bytes', () => {
    const secret = Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 7) % 251));
    const text = Buffer.concat([Buffer.from('before '), secret, Buffer.from(' after')]);
    for (let at = 0; at <= text.length; at++)
      expect(redactChunks([text.subarray(0, at), text.subarray(at)], [secret]).toString()).toBe('before *** after');
  });
});

describe('what is held back', () => {
  test('only what is a beginning of a form', () => {
    const { write, held } = redactor('secret');
    expect(write(Buffer.from('Name: ')).toString()).toBe('Name: ');
    expect(held()).toBe(0);
    expect(write(Buffer.from('is sec')).toString()).toBe('is ');
    expect(held()).toBe(3);
    expect(write(Buffer.from('ond')).toString()).toBe('second');
    expect(held()).toBe(0);
  });

  test('a secret that comes byte by byte stays held until it is whole', () => {
    const { write, end } = redactor('secret');
    const shown = Array.from('my secret!', (char) => write(Buffer.from(char)).toString());
    expect(shown).toEqual(['m', 'y', ' ', '', '', '', '', '', '***', '!']);
    expect(end()).toHaveLength(0);
  });

  test('a whole form is masked at once, even where a longer one could follow', () => {
    const { write, end } = redactor('token', 'token-2');
    expect(write(Buffer.from('token')).toString()).toBe('***');
    expect(write(Buffer.from('-')).toString()).toBe('');
    expect(write(Buffer.from('x')).toString()).toBe('-x');
    expect(write(Buffer.from('token-')).toString()).toBe('***');
    expect(write(Buffer.from('2')).toString()).toBe('');
    expect(end().toString()).toBe('');
  });

  test('at the end, a beginning is shown as it is, and a whole form within it is masked', () => {
    const { write, end } = redactor('abcdef', 'cd');
    expect(write(Buffer.from('abcde')).toString()).toBe('');
    expect(end().toString()).toBe('ab***e');
  });

  test('is never more than the longest end of the text that is a beginning of a form', () => {
    const forms = fc.array(tinyBytes(7, 1), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(tinyBytes(80), forms, (text, formsOf) => {
        const { write, held } = createRedactor(compileForms(formsOf));
        const beginnings = formsOf.flatMap((form) => Array.from(form, (_, length) => form.subarray(0, length)));
        text.forEach((byte, at) => {
          write(Buffer.from([byte]));
          const read = text.subarray(0, at + 1);
          const needed = beginnings.filter((begin) => read.subarray(-begin.length || read.length).equals(begin));
          expect(held()).toBeLessThanOrEqual(Math.max(0, ...needed.map((begin) => begin.length)));
        });
      }),
    );
  });

  test('after the end the redactor begins anew', () => {
    const { write, end } = redactor('abc');
    write(Buffer.from('ab'));
    end();
    expect(write(Buffer.from('c')).toString()).toBe('c');
    expect(write(Buffer.from('abc')).toString()).toBe('***');
    end();
    expect(write(Buffer.from('abc')).toString()).toBe('***');
  });
});

test('a chunk without a match goes through without a copy', () => {
  const chunk = Buffer.from([0, 255, 128, 10, 13, 0]);
  const shown = redactor('secret').write(chunk);
  expect(shown.equals(chunk)).toBe(true);
  expect(shown.buffer).toBe(chunk.buffer);
});

test('two redactors of one automaton know nothing of each other', () => {
  const automaton = compileForms([Buffer.from('secret')]);
  const [out, err] = [createRedactor(automaton), createRedactor(automaton)];
  expect(out.write(Buffer.from('sec')).toString()).toBe('');
  expect(err.write(Buffer.from('ret')).toString()).toBe('ret');
  expect(out.write(Buffer.from('ret')).toString()).toBe('***');
});
