import { atLines, formatSelection, placeOf } from '../../src/references/selection.js';
import { parseSelection } from '../../src/references/parse-selections.js';

const canonical = (line: string): string => {
  const read = parseSelection(line, 1);
  return 'ok' in read ? formatSelection(read.ok) : `problem: ${read.problem}`;
};

describe('formatSelection', () => {
  test.each([
    ['dsm:*', 'dsm:*'],
    ['dsm:api-settings-prod', 'dsm:api-settings-prod#*'],
    ['pam:123>x#password >  env:ROOT', 'pam:123>x#password > ROOT'],
    ['pam:123', 'pam:123#password'],
    [
      'info:28 | base64 | optional | json=/a > output:x-y',
      'info:28#content | optional | base64 | json=/a > output:x-y',
    ],
    ['ssh:deploy > ssh-agent', 'ssh:deploy#private_key > ssh-agent'],
    ['jit:*', 'jit:*'],
    ['pam:1 | one-time > path:P', 'pam:1#password | one-time > path:P'],
    ['dsm:a#b | mask=/y | as=base64 | mask=/x > N', 'dsm:a#b | as=base64 | mask=/y | mask=/x > N'],
    [
      'dsm:a#b | mask=all | optional | nomask > N',
      'problem: nomask and mask= say the opposite of each other: remove one of them',
    ],
    ['dsm:a#b | mask=all | json= | optional', 'dsm:a#b | optional | json= | mask=all'],
    ['mysafe-note:7 > file:a b/c.txt', 'mysafe-note:7#note > file:a b/c.txt'],
  ])('writes %s as %s', (line, expected) => {
    expect(canonical(line)).toBe(expected);
  });
});

test('a message begins with the line that somebody wrote, or with the reference alone', () => {
  expect(placeOf({ line: 3, text: 'dsm:a' })).toBe('Line 3 ("dsm:a")');
  expect(placeOf({ text: 'dsm:a' })).toBe('"dsm:a"');
});

test.each([
  [[], 'it is wrong'],
  [[{}], 'it is wrong'],
  [[{ line: 3 }], 'Line 3: it is wrong'],
  [[{ line: 3 }, { line: 5 }], 'Lines 3 and 5: it is wrong'],
  [[{ line: 3 }, { line: 3 }, {}], 'Line 3: it is wrong'],
])('what is wrong with %j is: %s', (lines, sentence) => {
  expect(atLines(lines, 'it is wrong')).toBe(sentence);
});
