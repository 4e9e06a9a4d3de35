import fc from 'fast-check';
import { parseSelection, parseSelections } from '../../src/references/parse-selections.js';

describe('whatever a text is, the reader', () => {
  test('never throws', () => {
    const pieces = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(' > ', ' | ', '#', 'dsm:', 'file:', '*')),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const read = parseSelection(parts.join(''), 1);
        expect('ok' in read || read.problem.length > 0).toBe(true);
      }),
    );
  });

  test('accounts for every line of any text, on one printable line each, and never throws', () => {
    const line = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '# c', 'pam:1', 'dsm:*', 'x', ' > '));
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const text = lines.join(end);
        const meant = text.split(/[\r\n]/).filter((each) => !/^[\p{White_Space}\uFEFF]*(?:#|$)/u.test(each));
        const { selections, problems } = parseSelections(text);
        expect(selections.length + problems.length).toBe(Math.max(meant.length, 1));
        for (const problem of problems) expect(problem).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]+$/u);
      }),
    );
  });
});
