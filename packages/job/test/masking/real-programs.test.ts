import { execFileSync } from 'node:child_process';
import { maskForms } from '../../src/masking/mask-forms.js';
import { each, needs } from '../../../../test/harness/programs.js';
import { maskAsRunner } from './runner-masker.js';
import { MIN } from './spellings.js';

describe('what real programs print of a secret is masked', () => {
  const run = (script: string, value: string, shell = 'bash') =>
    execFileSync(shell, ['-c', `exec 2>&1; ${script}`], {
      env: { PATH: process.env.PATH, X: value },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const KEY = `-----BEGIN FAKE KEY-----\n${Array.from({ length: 40 }, (_, i) => `${i}`.padEnd(64, 'fakekey')).join('\n')}\n-----END FAKE KEY-----\n`;
  const shownOf = (text: string, value: string) =>
    text
      .split('\n')
      .map((line) => maskAsRunner(line, maskForms(value, MIN)))
      .join('\n');

  needs('bash', 'coreutils').test('base64 of a key, which breaks its lines', () => {
    for (const script of ['printf %s "$X" | base64', 'echo "$X" | base64', 'echo "$X" | base64 -w 64']) {
      const printed = run(script, KEY);
      expect(printed.split('\n').length).toBeGreaterThan(40);
      expect(shownOf(printed, KEY).replaceAll('***', '').trim().length).toBeLessThanOrEqual(12);
    }
  });

  each([
    { shell: 'bash', needs: ['bash'] },
    { shell: 'sh', needs: ['sh'] },
  ]).test('the trace of $shell, quotes and all', ({ shell }) => {
    const value = "it's a 'fake' pass\"word\nand 'another' fake's pass";
    const printed = run('set -x; : "$X"', value, shell);
    expect(printed).toMatch(/fake/);
    expect(shownOf(printed, value)).not.toMatch(/fake|pass/);
  });

  needs('bash', 'coreutils').test('a header of Basic authentication, whatever the length of the user name', () => {
    for (const user of ['a', 'ab', 'abc']) {
      const token = run(`printf '%s:%s' ${user} "$X" | base64 -w0`, 'fake-password-1');
      expect(shownOf(`Authorization: Basic ${token}`, 'fake-password-1').length).toBeLessThan(40);
    }
  });
});
