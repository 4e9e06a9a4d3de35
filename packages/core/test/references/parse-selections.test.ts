import fc from 'fast-check';
import { parseSelections } from '../../src/references/parse-selections.js';

const texts = (text: string) => parseSelections(text).selections.map(({ line, text: written }) => [line, written]);

describe('parseSelections', () => {
  test('skips blank lines and comments, keeps line numbers, and takes LF, CRLF and CR', () => {
    expect(texts('# first\r\n\r\n  pam:1 > A  \r\ndsm:x # y\n\t\n  # no\npam:2\rpam:3')).toEqual([
      [3, 'pam:1 > A'],
      [4, 'dsm:x # y'],
      [7, 'pam:2'],
      [8, 'pam:3'],
    ]);
  });

  test.each(['', '  ', '\r\n\t\n'])('reads %j as every secret', (text) => {
    const { selections, problems } = parseSelections(text);
    expect(problems).toEqual([]);
    expect(selections).toMatchObject([{ target: { kind: 'every-secret' }, sink: { kind: 'field-name' }, line: 1 }]);
  });

  test('does not take comments alone for every secret', () => {
    expect(parseSelections('# pam:1\n\n# pam:2')).toEqual({
      selections: [],
      problems: [expect.stringMatching(/^Every line of secrets is a comment.*dsm:\*/)],
    });
  });

  test('reports every wrong line with its number and its text, and still reads the right ones', () => {
    const { selections, problems } = parseSelections('pam:1\ndms:x\n\nnothing\npam:2');
    expect(selections.map(({ line }) => line)).toEqual([1, 5]);
    expect(problems).toEqual([
      expect.stringMatching(/^Line 2 \("dms:x"\): unknown source/),
      expect.stringMatching(/^Line 4 \("nothing"\): no source/),
    ]);
  });

  test('quotes a line so that a log shows it, and no more than 120 characters of it', () => {
    const [escaped, long] = parseSelections(`dsm:a\u001b[31m\u202e\nx${'y'.repeat(1_000_000)}`).problems;
    expect(escaped).toContain('"dsm:a\\u{1b}[31m\\u{202e}"');
    expect(long).toContain(`"x${'y'.repeat(119)}…"`);
    expect((long ?? '').length).toBeLessThan(400);
  });

  test('accounts for every line of any text, on one printable line each, and never throws', () => {
    const line = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '# c', 'pam:1', 'dsm:*', 'x', ' > '));
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const text = lines.join(end);
        const meant = text.split(/[\r\n]/).filter((each) => each.trim() !== '' && !each.trim().startsWith('#'));
        const { selections, problems } = parseSelections(text);
        expect(selections.length + problems.length).toBe(Math.max(meant.length, 1));
        for (const problem of problems) expect(problem).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]+$/u);
      }),
    );
  });
});
