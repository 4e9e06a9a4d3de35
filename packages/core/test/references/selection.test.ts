import { formatSelection } from '../../src/references/selection.js';
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
    ['mysafe-note:7 > file:a b/c.txt', 'mysafe-note:7#note > file:a b/c.txt'],
  ])('writes %s as %s', (line, expected) => {
    expect(canonical(line)).toBe(expected);
  });
});
