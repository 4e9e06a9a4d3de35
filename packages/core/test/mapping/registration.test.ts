import fc from 'fast-check';
import { APIError, InputError } from '../../src/errors/senhasegura-error.js';
import {
  type MappingInput,
  prepareRegistration,
  registerMapping,
  vendorBase64,
} from '../../src/mapping/registration.js';
import type { Environment } from '../../src/settings/setting-texts.js';
import type { Vault } from '../../src/vault/vault.js';
import { failureOf } from '../http/support/client.js';
import { eachWithVault, requestsOf } from '../vault/support/emulated-vault.js';
import { VENDOR_EXAMPLE } from './vendor-example.js';

const ONE = JSON.stringify({ key_value: [{ name: 'TOKENS', fields: ['API_KEY'] }] });

const input = (environment: Environment, more: Partial<MappingInput> = {}): MappingInput => ({
  text: ONE,
  path: 'map.json',
  environment,
  ...more,
});

const opened = (spelt: string): string =>
  Buffer.from(spelt.replaceAll('-', '+').replaceAll('_', '/').replaceAll(',', '='), 'base64').toString('utf8');

describe('prepareRegistration', () => {
  test('takes the mapped variables, and none other', async () => {
    const { form, secrets, leftOut } = await prepareRegistration(
      input({ API_KEY: 'fake=value', OTHER: 'fake-other', HOME: '/root' }),
    );
    expect(opened(form.env)).toBe('API_KEY=fake=value');
    expect(opened(form.map)).toBe(ONE);
    expect(secrets).toEqual([{ name: 'API_KEY', value: 'fake=value' }]);
    expect(leftOut).toEqual([]);
  });

  test('with sendEnvironment takes all that a line can carry, and says what it left out', async () => {
    const environment = { A: '1', API_KEY: 'fake-value', PEM: 'a\nINJECTED=1', '=C:': 'C:\\', UNSET: undefined, E: '' };
    const { form, secrets, leftOut } = await prepareRegistration(input(environment, { sendEnvironment: true }));
    expect(opened(form.env).split('\n').sort()).toEqual(['A=1', 'API_KEY=fake-value', 'E=']);
    expect(secrets.map(({ name }) => name)).toEqual(['API_KEY']);
    expect([...leftOut].sort()).toEqual(['=C:', 'PEM']);
  });

  test('a variable that two entries name is sent once', async () => {
    const text = JSON.stringify({
      credentials: [{ name: 'A', fields: { user: 'U', password: 'P' } }],
      key_value: [{ name: 'B', fields: ['P'] }],
    });
    const { form } = await prepareRegistration(input({ U: 'fake-u', P: 'fake-p' }, { text }));
    expect(opened(form.env)).toBe('U=fake-u\nP=fake-p');
  });

  test('skips what is unset or empty, an entry that lacks a field as a whole', async () => {
    const text = JSON.stringify(VENDOR_EXAMPLE);
    const environment = {
      AWS_ACCESS_KEY_ID: 'fake-id',
      AWS_SECRET_ACCESS_KEY: 'fake-key',
      DB_USER: 'fake-user',
      DB_PASSWORD: 'fake-password',
      DB_HOST: '',
      API_KEY: 'k',
      API_SECRET: 's',
    };
    const { form, secrets, skipped } = await prepareRegistration(input(environment, { text, sendEnvironment: true }));
    expect(opened(form.env)).toBe('AWS_ACCESS_KEY_ID=fake-id\nAWS_SECRET_ACCESS_KEY=fake-key');
    expect(secrets.map(({ name }) => name)).toEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']);
    expect(skipped).toEqual(['DB_USER', 'DB_PASSWORD', 'DB_HOST', 'API_KEY', 'API_SECRET', 'WEBHOOK_SECRET']);
    expect(opened(form.map)).toBe(text);
  });

  test.each(['constructor', 'toString', '__proto__'])(
    '%s is no variable of an environment without it',
    async (name) => {
      const text = JSON.stringify({ key_value: [{ name: 'A', fields: [name] }] });
      expect(await prepareRegistration(input({}, { text }))).toMatchObject({ secrets: [], skipped: [name] });
    },
  );

  test.each([
    ['a line feed', 'fake\nINJECTED=1'],
    ['a carriage return', 'fake\rINJECTED=1'],
    ['a NUL', 'fake\0'],
    ['a lone surrogate', 'fake\ud800'],
  ])('refuses a mapped value with %s, and does not quote it', async (_, value) => {
    const failure = await failureOf(prepareRegistration(input({ API_KEY: value }, { sendEnvironment: true })));
    expect(failure).toBeInstanceOf(InputError);
    expect(failure.message).toMatch(/^map\.json: key_value, entry 1 \("TOKENS"\): the value of the variable "API_KEY"/);
    expect(failure.message).toContain('Register its base64 instead');
    expect(failure.message).not.toContain('fake');
  });

  test('what is sent reads back as the variables that were there, whatever their values', async () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/).filter((word) => word !== '__proto__');
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, fc.string({ unit: 'binary' }), { noNullPrototype: true }),
        fc.string({ minLength: 1 }),
        fc.boolean(),
        async (others, value, sendEnvironment) => {
          const environment: Record<string, string> = { ...others, API_KEY: value };
          const { form, leftOut } = await prepareRegistration(input(environment, { sendEnvironment }));
          const expected = sendEnvironment
            ? Object.entries(environment).filter(([word]) => !leftOut.includes(word))
            : [['API_KEY', value]];
          const lines = opened(form.env).split('\n');
          const read = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
          expect(Object.fromEntries(read)).toEqual(Object.fromEntries(expected));
          expect(lines).toHaveLength(expected.length);
        },
      ),
    );
  });
});

const TEXT = JSON.stringify({ key_value: [{ name: 'pipeline-tokens', fields: ['API_KEY'] }] });
const ENVIRONMENT = { API_KEY: 'fake-~~~???-value', DEPLOY_TOKEN: 'fake-not-mapped', PATH: '/usr/bin' };

const register = (vault: Vault, more: { sendEnvironment?: boolean; onSecret?: (value: string) => void } = {}) =>
  registerMapping({
    text: TEXT,
    path: 'map.json',
    environment: ENVIRONMENT,
    onSecret: () => undefined,
    vault,
    ...more,
  });

describe('registerMapping', () => {
  const running = eachWithVault();

  test('sends exactly the mapped variable, which becomes a secret', async () => {
    const { emulator, vault } = running();
    await expect(register(vault())).resolves.toEqual({ names: ['API_KEY'], leftOut: [] });
    expect(emulator.state().registrations).toEqual([
      { caller: 'default', mapping: TEXT, variables: { API_KEY: 'fake-~~~???-value' } },
    ]);
    expect(emulator.state().secrets.find(({ identity }) => identity === 'pipeline-tokens')?.data).toEqual([
      { API_KEY: 'fake-~~~???-value' },
    ]);
    // Not only as the vault decodes it: nothing else is in the bytes either.
    expect(emulator.vault.registrations[0]?.text).toBe('API_KEY=fake-~~~???-value');
  });

  test('with sendEnvironment sends all', async () => {
    const { emulator, vault } = running();
    await register(vault(), { sendEnvironment: true });
    expect(emulator.state().registrations[0]?.variables).toEqual(ENVIRONMENT);
  });

  test('masks what it sends before it is sent', async () => {
    const { emulator, vault } = running();
    const seen: string[] = [];
    await register(vault(), {
      onSecret: (value) => {
        expect(emulator.requests.entries).toEqual([]);
        seen.push(value);
      },
    });
    expect(seen).toEqual(['fake-~~~???-value']);
  });

  test('is repeated after a lost answer: the second time changes nothing', async () => {
    const { emulator, vault } = running();
    emulator.faults.add({ match: { path: '/iso/cicd/variables' }, fault: { kind: 'reset', when: 'after' } });
    await register(vault('default', { retries: 1 }));
    expect(requestsOf(emulator)).toEqual(['POST /iso/cicd/variables', 'POST /iso/cicd/variables']);
    expect(emulator.state().secrets.filter(({ identity }) => identity === 'pipeline-tokens')).toEqual([
      { identity: 'pipeline-tokens', data: [{ API_KEY: 'fake-~~~???-value' }] },
    ]);
  });

  test('is refused to an authorization that may only read', async () => {
    const { emulator, vault } = running();
    const failure = await failureOf(register(vault('read-only')));
    expect(failure).toBeInstanceOf(APIError);
    expect(failure).toMatchObject({ status: 403, method: 'POST', path: '/iso/cicd/variables' });
    expect(failure.message).toContain('The authorization lacks the permission');
    expect(failure.message).not.toContain('fake');
    expect(requestsOf(emulator)).toEqual(['POST /iso/cicd/variables']);
  });
});

/** The contract's rule, read bit by bit. */
function decode(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const bits = Array.from(text.replace(/,+$/, ''), (character) => {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new Error(`${character} is not in the alphabet`);
    return value.toString(2).padStart(6, '0');
  }).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

describe('vendorBase64', () => {
  test.each([
    ['', ''],
    ['a', 'YQ,,'],
    ['ab', 'YWI,'],
    ['abc', 'YWJj'],
    ['~~~???', 'fn5-Pz8_'],
  ])('spells %j', (text, spelt) => {
    expect(vendorBase64(text)).toBe(spelt);
  });

  test('gives every text back, padded to four characters, in an alphabet that no form has to escape but the comma', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const spelt = vendorBase64(text);
        expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(decode(spelt))).toBe(text);
        expect(spelt.length % 4).toBe(0);
        expect(spelt).toMatch(/^[\w-]*,{0,2}$/);
      }),
    );
  });
});
