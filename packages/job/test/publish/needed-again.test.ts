import { neededAgain, replacesNeeded } from '../../src/publish/needed-again.js';
import { readSettings } from '../../../core/src/settings/read-settings.js';
import { MINIMAL, settingSources } from '../../../core/test/settings/create-settings.js';
import type { Destination } from '../../src/publish/publication.js';
import { fetched } from './create-fetched.js';

describe('neededAgain', () => {
  const needed = async (...given: Parameters<typeof settingSources>) => {
    const sources = settingSources(...given);
    return Object.fromEntries(neededAgain(await readSettings(sources), sources));
  };

  test('variables of the job that hold exactly what the settings have', async () => {
    const environment = {
      CLIENT_ID: 'fake-client',
      client_secret: 'fake-client-secret',
      VAULT: 'https://vault.example.com/',
      MORE: 'fake-client-secret and more',
      OTHER: 'oauth2',
      ABSENT: undefined,
    };
    expect(await needed({ ...MINIMAL, url: 'https://vault.example.com/' }, environment)).toEqual({
      CLIENT_ID: 'fake-client',
      client_secret: 'fake-client-secret',
      VAULT: 'https://vault.example.com/',
    });
  });

  test('settings that come from the environment themselves', async () => {
    const environment = {
      SENHASEGURA_URL: 'https://vault.example.com',
      SENHASEGURA_ACCESS_TOKEN: 'fake-token',
      COPY: 'fake-token',
    };
    expect(await needed({}, environment)).toEqual(environment);
  });

  test('OAuth 1.0', async () => {
    const environment = { A: 'fake-ck', B: 'fake-cs', C: 'fake-tk', D: 'fake-ts', E: 'oauth1' };
    const { A, B, C, D } = environment;
    const inputs = { 'consumer-key': A, 'consumer-secret': B, 'token-key': C, 'token-secret': D };
    const explicit = { url: 'https://vault.example.com', 'auth-method': 'oauth1', ...inputs };
    expect(await needed(explicit, environment)).toEqual({ A, B, C, D });
  });

  test('with aws the three variables always, given or not', async () => {
    const keys = { AWS_ACCESS_KEY_ID: 'fake-id', AWS_SECRET_ACCESS_KEY: 'fake-key' };
    const explicit = { url: 'https://vault.example.com', 'auth-method': 'aws', 'aws-unique-key': 'fake-unique' };
    expect(await needed(explicit, { ...keys, UNIQUE: 'fake-unique', COPY: 'fake-key' })).toEqual({
      ...keys,
      AWS_SESSION_TOKEN: undefined,
      UNIQUE: 'fake-unique',
      COPY: 'fake-key',
    });
  });
});

describe('replacesNeeded', () => {
  const VARIABLES = new Map([
    ['CLIENT_ID', 'fake-client'],
    ['AWS_SESSION_TOKEN', undefined],
  ]);
  const reason = (destination: Destination, { value = 'other', caseless = false } = {}) =>
    replacesNeeded({ destination, fetched: fetched('dsm:a#b', value) }, { variables: VARIABLES, caseless });

  test.each(['variable', 'private-file'] as const)('a %s must not take the name of what is needed again', (kind) => {
    expect(reason({ kind, name: 'CLIENT_ID' })).toMatch(
      /^the job's variable of that name holds .* Give it another name/u,
    );
    expect(reason({ kind, name: 'OTHER' })).toBeUndefined();
  });

  test('the same value changes nothing, but the path of a file with it does', () => {
    expect(reason({ kind: 'variable', name: 'CLIENT_ID' }, { value: 'fake-client' })).toBeUndefined();
    expect(reason({ kind: 'private-file', name: 'CLIENT_ID' }, { value: 'fake-client' })).toBeDefined();
  });

  test('what the job does not have yet must not come', () => {
    expect(reason({ kind: 'variable', name: 'AWS_SESSION_TOKEN' })).toBeDefined();
  });

  test('case counts where names that differ in it are two', () => {
    expect(reason({ kind: 'variable', name: 'client_id' })).toBeUndefined();
    expect(reason({ kind: 'variable', name: 'client_id' }, { caseless: true })).toBeDefined();
  });

  test('outputs and files have names of their own', () => {
    expect(reason({ kind: 'output', name: 'CLIENT_ID' })).toBeUndefined();
    expect(reason({ kind: 'file', path: 'CLIENT_ID' })).toBeUndefined();
    expect(reason({ kind: 'ssh-agent' })).toBeUndefined();
  });
});
