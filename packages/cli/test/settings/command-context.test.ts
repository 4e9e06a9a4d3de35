import { InputError } from '@senhasegura-action/core/internal';
import { selectedSecrets } from '../../src/settings/command-context.js';

const selected = (each: readonly string[], lines?: string) =>
  selectedSecrets(
    { options: new Map(each.length === 0 ? [] : [['secret', each]]) },
    {
      text: (name) => (name === 'secrets' ? lines : undefined),
      defaultConfigFile: undefined,
      gitLab: {},
      configFile: undefined,
    },
  );

describe('selectedSecrets', () => {
  test('lines come first, then each option; nothing is told from something', () => {
    expect(selected([])).toBeUndefined();
    expect(selected(['dsm:a', 'dsm:b'])).toBe('dsm:a\ndsm:b');
    expect(selected(['dsm:c'], 'dsm:a\ndsm:b')).toBe('dsm:a\ndsm:b\ndsm:c');
  });

  test.each([[['']], [[' \t\n']], [['dsm:a', '']]])('a blank option is an error, not everything: %j', (each) => {
    expect(() => selected(each)).toThrow(InputError);
    expect(() => selected(each, 'dsm:a')).toThrow(/^--secret is blank/);
  });
});
