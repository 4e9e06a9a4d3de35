import fc from 'fast-check';
import { formatSelection } from '../../src/references/selection.js';
import { parseSelection } from '../../src/references/parse-selections.js';
import { anySelection } from './arbitrary-selection.js';

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

  test('what it writes reads back as the same selection', () => {
    fc.assert(
      fc.property(anySelection, (selection) => {
        const text = formatSelection(selection);
        expect(parseSelection(text, 7)).toEqual({ ok: { ...selection, line: 7, text } });
      }),
    );
  });

  test('the canonical line of any line that can be read stays as it is', () => {
    const noise = fc.array(
      fc.constantFrom(
        'dsm:',
        'pam:',
        'ssh:',
        'a',
        '#',
        '*',
        ' ',
        ' > ',
        ' | ',
        '>',
        '|',
        'json=/',
        'optional',
        'X',
        ':',
        'file:',
        'env:',
        '\t',
      ),
    );
    fc.assert(
      fc.property(noise, (parts) => {
        const read = parseSelection(`dsm:${parts.join('')}`, 1);
        fc.pre('ok' in read);
        const text = formatSelection(read.ok);
        const { target, modifiers, sink } = read.ok;
        expect(parseSelection(text, 1)).toEqual({ ok: { target, modifiers, sink, line: 1, text } });
      }),
      { numRuns: 500 },
    );
  });
});
