import fc from 'fast-check';
import { envReferences, ownReferences } from '../../src/run/env-references.js';

const found = (value: string, name = 'X') => envReferences([[name, value]]);

describe('envReferences', () => {
  test.each([
    'dsm:db#password',
    'dsm:a/b c#key | base64',
    'pam:123',
    'pam:u@h#username',
    'ssh:456',
    'info:28',
    'mysafe-note:1',
  ])('%s is one', (value) => {
    expect(found(value)).toEqual({ lines: [`${value} > env:X`], names: ['X'], problems: [] });
  });

  test.each(['', 'x', 'DSM:db', ' dsm:db#a', 'xdsm:db#a', 'ssh://git@host/x', 'https://dsm:x@host', 'dsm'])(
    '%j is none',
    (value) => {
      expect(found(value)).toEqual({ lines: [], names: [], problems: [] });
    },
  );

  test.each(['dsm:', 'dsm:*', 'dsm:db', 'ssh:*', 'dsm:db#a > Y', 'dsm:db#a | wrong', 'pam:1\n2'])(
    '%j is told of',
    (value) => {
      const { lines, problems } = found(value);
      expect(lines).toEqual([]);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain('"X"');
    },
  );

  test('settings of ours are left alone, and a name that no variable can have is a problem', () => {
    expect(found('dsm:db#a', 'SENHASEGURA_SECRETS')).toEqual({ lines: [], names: [], problems: [] });
    expect(found('dsm:db#a', 'npm_config_//host/:_x').problems).toHaveLength(1);
  });

  test('no value makes a second line, or is in a message', () => {
    fc.assert(
      fc.property(fc.constantFrom('dsm:', 'pam:', 'info:'), fc.string({ unit: 'binary' }), (source, rest) => {
        const { lines, problems } = found(source + rest);
        expect(lines.length + problems.length).toBeLessThanOrEqual(1);
        for (const line of lines) expect(line).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('ownReferences', () => {
  const own = (name: string, value: string, allowNames: readonly string[] = []) =>
    ownReferences([[name, value]], new Set(allowNames));

  test.each(['ssh: fix login', 'dsm:\tx', 'pam:\n1'])('%j is prose', (value) => {
    expect(own('X', value)).toEqual({ lines: [], names: [], problems: [] });
  });

  test('what no secret may set keeps its value, and is told of', () => {
    const { lines, problems } = own('CI_COMMIT_TITLE', 'pam:124');
    expect(lines).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^The variable "CI_COMMIT_TITLE" .*\(CI_\*\).*--allow-names/)]);
    expect(problems[0]).not.toContain('pam:124');
    expect(own('CI_COMMIT_TITLE', 'a title')).toEqual({ lines: [], names: [], problems: [] });
    expect(own('SENHASEGURA_SECRETS', 'pam:124')).toEqual({ lines: [], names: [], problems: [] });
  });

  test('names that are allowed are resolved, and all the others as ever', () => {
    expect(own('CI_KEY', 'pam:124', ['ci_key'])).toEqual({
      lines: ['pam:124 > env:CI_KEY'],
      names: ['CI_KEY'],
      problems: [],
    });
    expect(own('KEY', 'pam:124')).toEqual({ lines: ['pam:124 > env:KEY'], names: ['KEY'], problems: [] });
    expect(own('KEY', 'dsm:').problems).toHaveLength(1);
  });
});
