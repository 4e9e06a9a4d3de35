import { parse } from 'dotenv';
import fc from 'fast-check';
import { assignmentsOf, lineProblems } from '../../src/settings/dotenv-lines.js';

describe('assignmentsOf', () => {
  test('tells the value, the rest of its line and its place', () => {
    expect(assignmentsOf('\r\nexport A=x#y\r\nB="1\n2" # no')).toEqual([
      { name: 'A', raw: 'x', rest: '#y', start: 1, end: 13 },
      { name: 'B', raw: '"1\n2"', rest: ' # no', start: 14, end: 26 },
    ]);
  });

  test('finds what the library finds', () => {
    const part = fc.constantFrom('A', 'B', '=', ': ', "'", '"', '`', '#', ' ', '\n', '\r\n', '\\', 'export ', 'x');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 24 }), (parts) => {
        const text = parts.join('');
        expect(new Set(assignmentsOf(text).map(({ name }) => name))).toEqual(new Set(Object.keys(parse(text))));
      }),
      { numRuns: 500 },
    );
  });
});

const numbers = (text: string) => lineProblems(text).map((problem) => Number(/^Line (\d+) /.exec(problem)?.[1]));

describe('lineProblems', () => {
  test.each([
    '',
    'A=1\n\n# a comment, "quoted\n  # another\nexport B = two # comment\nC: three\n',
    'A=\'x #y\'\r\nB="a\n# b\nc"\r\nD=`"`#e\r\nE=\r\nF= # none\r\n',
    '\uFEFFA="it\'s"',
  ])('%j has none', (text) => {
    expect(lineProblems(text)).toEqual([]);
  });

  test.each<[string, readonly number[]]>([
    ['A=1\nfake-garbage\nB=2', [2]],
    ['fake-garbage\n\n\nfake-more\n', [1, 4]],
    ['A="1\n2"\r\nfake garbage\r\n', [3]],
    ['\n\nA=fake#b\n', [3]],
    ['A=#b', [1]],
    ['A=1\nB="fake-open\nC=3', [2]],
    ["A='fake' and more", [1]],
    ['A="', [1]],
    ["A=\n'fake'", [1]],
    ['=fake', [1]],
  ])('%j has them in these lines: %j', (text, lines) => {
    expect(numbers(text)).toEqual(lines);
    expect(lineProblems(text).join('')).not.toContain('fake');
  });
});
