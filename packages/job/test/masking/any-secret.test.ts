import fc from 'fast-check';
import { maskForms } from '../../src/masking/mask-forms.js';
import { maskAsRunner, maskOneByOne } from './runner-masker.js';
import { isRuler, MIN, spellings } from './spellings.js';

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
});
