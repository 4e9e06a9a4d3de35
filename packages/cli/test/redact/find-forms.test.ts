import fc from 'fast-check';
import { compileForms } from '../../src/redact/compile-forms.js';
import { createFinder, type Found, labelForms } from '../../src/redact/find-forms.js';

const finderOf = (forms: readonly string[]) => {
  const bytes = forms.map((form) => [Buffer.from(form), form] as const);
  const compiled = compileForms(bytes.map(([form]) => form));
  return createFinder(compiled, labelForms(compiled, bytes));
};

const search = (forms: readonly string[], chunks: readonly string[]): readonly Found[] => {
  const finder = finderOf(forms);
  return [...chunks.flatMap((chunk) => finder.write(Buffer.from(chunk))), ...finder.end()];
};

/** Another way to the same: every place of every form, then what touches becomes one. */
const naive = (forms: readonly string[], text: string): readonly number[] => {
  const covered = new Set<number>();
  for (const form of forms) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
      for (let index = at; index < at + form.length; index++) covered.add(index);
    }
  }
  return [...covered].filter((index) => !covered.has(index - 1)).sort((one, other) => one - other);
};

describe('createFinder', () => {
  test('tells where, and what a form stands for, also of one within a longer beginning', () => {
    expect(search(['abcdX', 'bcd'], ['..abcdY..', 'abcdX'])).toEqual([
      { offset: 3, labels: new Set(['bcd']) },
      { offset: 9, labels: new Set(['abcdX', 'bcd']) },
    ]);
  });

  test('what overlaps or touches is one, with all its labels', () => {
    expect(search(['aaa', 'bbb', 'aaa-bbb'], ['x', 'aaa-bb', 'b', 'aaa'])).toEqual([
      { offset: 1, labels: new Set(['aaa', 'bbb', 'aaa-bbb']) },
    ]);
  });

  test('finds what a search for each form finds, however the stream is cut', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 60 });
    const forms = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(forms, letters, fc.array(fc.nat(60), { maxLength: 4 }), (looked, text, cuts) => {
        const places = [0, ...cuts.filter((cut) => cut <= text.length).sort((one, other) => one - other), text.length];
        const chunks = places.slice(1).map((place, index) => text.slice(places[index], place));
        const found = search(looked, chunks);
        expect(found.map(({ offset }) => offset)).toEqual(naive(looked, text));
        for (const { labels } of found) expect(labels.size).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
