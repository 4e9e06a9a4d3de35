import fc from 'fast-check';
import { namesShown } from '../../src/errors/message-text.js';
import { chooseFields } from '../../src/fetch/choose-fields.js';

const field = fc.record({ name: fc.string(), value: fc.string() });

test('every field, or each of one name', () => {
  fc.assert(
    fc.property(fc.array(field), fc.string(), (fields, name) => {
      expect(chooseFields(fields, { kind: 'every' })).toEqual({ ok: fields });
      const named = fields.filter((each) => each.name === name);
      const chosen = chooseFields(fields, { kind: 'one', name });
      if (named.length > 0) expect(chosen).toEqual({ ok: named });
      else expect(chosen).toHaveProperty('problem');
    }),
  );
});

test('a problem shows the nearest name of a thousand, and never a value', () => {
  const fields = Array.from({ length: 1000 }, (_, index) => ({ name: `name-${index}`, value: 'plainly-fake' }));
  const chosen = chooseFields(fields, { kind: 'one', name: 'x' });
  expect('problem' in chosen && chosen.problem).toMatch(/nearest of the 1000 that are there is "name-0"/);
  expect('problem' in chosen && chosen.problem).not.toContain('plainly-fake');
  expect(namesShown(['a\nb'])).toBe('"a\\u{a}b"');
});
