import { SETTING_NAMES, settingVariable } from '@senhasegura-action/core';
import { commandEnvironment } from '../../src/run/command-environment.js';

describe('commandEnvironment', () => {
  test('later variables win', () => {
    const added = [new Map([['B', 'file']]), new Map([['C', 'secret']])];
    expect(commandEnvironment({ A: 'a', B: 'b', C: 'c' }, added, false)).toEqual({ A: 'a', B: 'file', C: 'secret' });
  });

  test('credentials of the vault are left out, and nothing else of ours', () => {
    const all = Object.fromEntries(SETTING_NAMES.map((name) => [settingVariable(name), 'x']));
    const kept = Object.keys(commandEnvironment(all, [], false));
    const left = Object.keys(all).filter((name) => !kept.includes(name));
    expect(left.sort()).toEqual(
      ['ACCESS_TOKEN', 'AWS_UNIQUE_KEY', 'CLIENT_KEY', 'CLIENT_KEY_PASSPHRASE', 'CLIENT_SECRET', 'CONSUMER_SECRET']
        .concat(['DECRYPTION_KEY', 'TOKEN_SECRET'])
        .map((name) => `SENHASEGURA_${name}`),
    );
    expect(commandEnvironment(all, [], true)).toEqual(all);
  });
});
