import { SETTING_NAMES, settingVariable } from '@senhasegura-action/core/internal';
import { commandEnvironment } from '../../src/run/run.js';

const none = {
  fromFiles: new Map<string, string>(),
  secrets: new Map<string, string>(),
  references: new Set<string>(),
};

describe('commandEnvironment', () => {
  test('later variables win', () => {
    const own = { A: 'a', B: 'b', C: 'c' };
    const parts = { ...none, own, fromFiles: new Map([['B', 'file']]), secrets: new Map([['C', 'secret']]) };
    expect(commandEnvironment(parts, false)).toEqual({ A: 'a', B: 'file', C: 'secret' });
  });

  test('a reference without a secret is not set', () => {
    const parts = {
      own: { A: 'dsm:a#x', B: 'b', C: 'dsm:c#x' },
      fromFiles: new Map([['B', 'dsm:b#x | optional']]),
      secrets: new Map([['C', 'secret']]),
      references: new Set(['A', 'B', 'C']),
    };
    expect(commandEnvironment(parts, false)).toEqual({ C: 'secret' });
  });

  test('credentials of the vault are left out, and nothing else of ours', () => {
    const all = Object.fromEntries(SETTING_NAMES.map((name) => [settingVariable(name), 'x']));
    const kept = Object.keys(commandEnvironment({ ...none, own: all }, false));
    const left = Object.keys(all).filter((name) => !kept.includes(name));
    expect(left.sort()).toEqual(
      ['ACCESS_TOKEN', 'AWS_UNIQUE_KEY', 'CLIENT_KEY', 'CLIENT_KEY_PASSPHRASE', 'CLIENT_SECRET', 'CONSUMER_SECRET']
        .concat(['DECRYPTION_KEY', 'TOKEN_SECRET'])
        .map((name) => `SENHASEGURA_${name}`),
    );
    expect(commandEnvironment({ ...none, own: all }, true)).toEqual(all);
  });
});
