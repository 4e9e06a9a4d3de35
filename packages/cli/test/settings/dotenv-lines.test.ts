import { parse } from 'dotenv';
import fc from 'fast-check';
import { assignmentsOf, dotenvVariables, doubtfulHashes, lineProblems } from '../../src/settings/dotenv-lines.js';

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

const found = (text: string) => [...lineProblems(text), ...doubtfulHashes(text)];
const numbers = (text: string) => found(text).map(({ line }) => line);

describe('lineProblems', () => {
  test.each([
    '',
    'A=1\n\n# a comment, "quoted\n  # another\nexport B = two # comment\nC: three\n',
    'A=\'x #y\'\r\nB="a\n# b\nc"\r\nD=`"`#e\r\nE=\r\nF= # none\r\n',
    '\uFEFFA="it\'s"',
  ])('%j has none', (text) => {
    expect(found(text)).toEqual([]);
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
    expect(JSON.stringify(found(text))).not.toContain('fake');
  });
});

describe('dotenvVariables', () => {
  test('reads what the library reads where no "#" touches a value', () => {
    const part = fc.constantFrom('A', 'B', '=', ': ', "'", '"', '`', ' #', '\n', '\r\n', '\\', '\\n', 'export ', 'x');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 24 }), (parts) => {
        const text = parts.join('');
        fc.pre(doubtfulHashes(text).length === 0);
        expect(Object.fromEntries(dotenvVariables(text))).toEqual(parse(text));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['A=p@ss#word', 'p@ss#word'],
    ['A=#b', '#b'],
    ['A=a#b#c # comment', 'a#b#c'],
    ['A=a # b#c', 'a'],
    ['A= #b', ''],
    ['A="a#b"#c', 'a#b'],
    ['A=a#b\t#c', 'a#b'],
  ])('%j is %j', (text, value) => {
    expect(Object.fromEntries(dotenvVariables(text))).toEqual({ A: value });
  });
});
