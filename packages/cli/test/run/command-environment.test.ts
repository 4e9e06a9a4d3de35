import { SETTING_NAMES, settingVariable } from '@senhasegura-action/core/internal';
import { commandEnvironment, variableIn } from '../../src/run/command-environment.js';

const none = {
  fromFiles: new Map<string, string>(),
  secrets: new Map<string, string>(),
  references: new Set<string>(),
};

const LINUX = { keepCredentials: false, caseless: false };
const WINDOWS = { ...LINUX, caseless: true };

describe('commandEnvironment', () => {
  test('later variables win', () => {
    const own = { A: 'a', B: 'b', C: 'c' };
    const parts = { ...none, own, fromFiles: new Map([['B', 'file']]), secrets: new Map([['C', 'secret']]) };
    expect(commandEnvironment(parts, LINUX)).toEqual({ A: 'a', B: 'file', C: 'secret' });
  });

  test('a reference without a secret is not set', () => {
    const parts = {
      own: { A: 'dsm:a#x', B: 'b', C: 'dsm:c#x' },
      fromFiles: new Map([['B', 'dsm:b#x | optional']]),
      secrets: new Map([['C', 'secret']]),
      references: new Set(['A', 'B', 'C']),
    };
    expect(commandEnvironment(parts, LINUX)).toEqual({ C: 'secret' });
  });

  test('credentials of the vault are left out, and nothing else of ours', () => {
    const all = Object.fromEntries(SETTING_NAMES.map((name) => [settingVariable(name), 'x']));
    const kept = Object.keys(commandEnvironment({ ...none, own: all }, LINUX));
    const left = Object.keys(all).filter((name) => !kept.includes(name));
    expect(left.sort()).toEqual(
      ['ACCESS_TOKEN', 'AWS_UNIQUE_KEY', 'CLIENT_KEY', 'CLIENT_KEY_PASSPHRASE', 'CLIENT_SECRET', 'CONSUMER_SECRET']
        .concat(['DECRYPTION_KEY', 'TOKEN_SECRET'])
        .map((name) => `SENHASEGURA_${name}`),
    );
    expect(commandEnvironment({ ...none, own: all }, { ...LINUX, keepCredentials: true })).toEqual(all);
  });
});

describe('on Windows, where names that differ in case alone are one variable', () => {
  const parts = {
    own: { Path: 'C:\\tools', db_password: 'dsm:a#x', Senhasegura_Client_Secret: 'hush', Other: 'of the job' },
    fromFiles: new Map([['OTHER', 'of a file']]),
    secrets: new Map([['DB_PASSWORD', 'secret']]),
    references: new Set(['DB_Password']),
  };

  test('the command gets the secret whatever the case of the job’s variable, and the credentials in none', () => {
    expect(commandEnvironment(parts, WINDOWS)).toEqual({
      Path: 'C:\\tools',
      OTHER: 'of a file',
      DB_PASSWORD: 'secret',
    });
    expect(commandEnvironment({ ...parts, secrets: new Map() }, WINDOWS)).toEqual({
      Path: 'C:\\tools',
      OTHER: 'of a file',
    });
    expect(commandEnvironment(parts, { ...WINDOWS, keepCredentials: true })).toHaveProperty(
      'Senhasegura_Client_Secret',
    );
  });

  test('elsewhere they are two', () => {
    expect(Object.keys(commandEnvironment(parts, LINUX)).sort()).toEqual(
      ['DB_PASSWORD', 'OTHER', 'Other', 'Path', 'Senhasegura_Client_Secret', 'db_password'].sort(),
    );
  });

  test('a variable is found by its name in any case', () => {
    expect(variableIn(parts.own, 'PATH', true)).toBe('C:\\tools');
    expect(variableIn(parts.own, 'PATH', false)).toBeUndefined();
  });
});
