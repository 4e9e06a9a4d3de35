import { createDecryptor } from '../../src/decrypt/create-decryptor.js';
import { generateKeyPairSync } from 'node:crypto';
import type { Fetched } from '../../src/fetch/fetch-selections.js';
import { fetchSecrets } from '../../src/fetch/fetch-secrets.js';
import type { TakingEvents, VaultSession } from '../../src/fetch/vault-session.js';
import type { Selection } from '../../src/references/selection.js';
import { eachWithVault, quickSample, requestsOf } from '../vault/support/emulated-vault.js';

const running = eachWithVault({
  data: {
    ...quickSample(),
    certificates: [{ id: '12' }],
    secrets: [
      ...(quickSample().secrets ?? []).filter(({ ephemeral }) => ephemeral !== undefined),
      { identity: 'ending', version: '3', expirationDate: '2026-01-08 00:00:00', data: [{ A: 'fake-a', B: 'fake-b' }] },
      { identity: 'lasting', expirationDate: '2030-01-01 00:00:00', data: [{ C: 'fake-c' }] },
    ],
  },
});

const PLAIN = { optional: false, nomask: false, base64: false };

/** A line of the setting: source, id, field. */
function one(source: string, id: string, name: string, modifiers: object = {}): Selection {
  const target = { kind: 'item', source, id, field: { kind: 'one', name } } as Selection['target'];
  const sink = { kind: 'env', name: 'NAME' } as const;
  return { target, modifiers: { ...PLAIN, ...modifiers }, sink, line: 1, text: `${source}:${id}#${name}` };
}

const EVERY: Selection = {
  ...{
    target: { kind: 'every-secret', source: 'dsm' },
    modifiers: PLAIN,
    sink: { kind: 'field-name' },
    line: 1,
    text: 'dsm:*',
  },
};

/** A session of the emulator, and what it was told of, in order with the requests. */
function newSession(days = 14, accounts: 'made' | 'refused' = 'refused') {
  const { emulator, effects, open } = running();
  const opened = open(accounts === 'made' ? 'jit' : 'default');
  const told: string[] = [];
  const note = (what: string) => {
    told.push(`${what} before ${requestsOf(emulator).length + 1}`);
    return Promise.resolve();
  };
  const events: TakingEvents = {
    beforeCustody: (id) => note(`custody ${id}`),
    beforeKey: (id) => note(`key ${id}`),
    beforeRegistering: () => undefined,
    beforeOneTime: (credentials) => note(`one-time ${JSON.stringify(credentials)}`),
    ...(accounts === 'made' && {
      accounts: () =>
        Promise.resolve({
          pod: { podName: 'a-run', deploy: 'ci', namespace: 'shop' },
          beforeProvisioning: ({ podName }) => note(`asking for ${podName}`),
          afterProvisioning: (_, made) => note(`made ${made.map(({ identity }) => identity).join()}`),
        }),
    }),
  };
  const session: VaultSession = {
    authorized: () => Promise.resolve({ vault: opened.own }),
    ...{ opened, events, effects, close: opened.close },
    expiry: { days, now: () => effects.now() },
  };
  const fetch = (...selections: readonly Selection[]): Promise<readonly Fetched[]> => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    return fetchSecrets(selections, session, { log: effects.log, decrypt: createDecryptor(privateKey, effects.log) });
  };
  return { fetch, told, effects, emulator };
}

describe('cert:', () => {
  test('pfx is bytes, and its password is masked before it is sent', async () => {
    const { fetch, effects, emulator } = newSession();
    const [pfx, again, password, key] = await fetch(
      one('cert', '12', 'pfx'),
      one('cert', '12', 'pfx', { base64: true }),
      one('cert', '12', 'password'),
      one('cert', '12', 'key'),
    );
    expect(pfx?.value).toBeInstanceOf(Uint8Array);
    expect(again?.value).toEqual(pfx?.value);
    expect(effects.secrets).toContain(password?.value);
    expect(key?.value).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(requestsOf(emulator)).toEqual(Array(2).fill('POST /api/certificate/download'));
  });

  test('the certificate is text', async () => {
    const { fetch } = newSession();
    const [pem] = await fetch(one('cert', '12', 'pem'));
    expect(pem).toMatchObject({ reference: 'cert:12#pem', value: expect.stringMatching(/^-----BEGIN CERT/) as string });
  });
});

describe('one-time', () => {
  test('is told, with the date before, before anything is read', async () => {
    const { fetch, told } = newSession();
    await fetch(one('pam', 'rotating-account', 'password', { oneTime: true }), one('pam', '123', 'password'));
    expect(told[0]).toMatch(/^one-time \[\{"id":"126","changed":"2026-01-31 12:00:00"\}\] before [23]$/);
    expect(
      told
        .slice(1)
        .map((line) => line.replace(/ before.*/, ''))
        .sort(),
    ).toEqual(['custody 123', 'custody 126']);
  });

  test('without an automatic change nothing is read, and nobody is told', async () => {
    const { fetch, told, emulator } = newSession();
    await expect(
      fetch(one('pam', '123', 'password', { oneTime: true }), one('pam', '126', 'password')),
    ).rejects.toMatchObject({ code: 'InputError' });
    expect(told).toEqual([]);
    expect(requestsOf(emulator)).toEqual(['GET /iso/pam/credential']);
  });
});

describe('jit:', () => {
  const ACCOUNTS: Selection = { ...EVERY, target: { kind: 'every-secret', source: 'jit' }, text: 'jit:*' };

  test('one request makes the accounts of all references, which are told of before and after', async () => {
    const { fetch, told, emulator } = newSession(14, 'made');
    const values = await fetch(one('jit', 'jit-database', 'username'), one('jit', 'jit-cache', 'password'), ACCOUNTS);
    expect(values[0]).toMatchObject({ reference: 'jit:jit-database#username', id: 'jit-database' });
    expect(values.map(({ reference }) => reference)).toEqual([
      'jit:jit-database#username',
      'jit:jit-cache#password',
      ...['hostname', 'port', 'username', 'password'].map((field) => `jit:jit-database#${field}`),
      ...['hostname', 'username', 'password'].map((field) => `jit:jit-cache#${field}`),
    ]);
    expect(values[2]?.value).toBe('db.example.com');
    expect(requestsOf(emulator)).toEqual(['POST /iso/coe/dapp/provision']);
    expect(told).toEqual(['asking for a-run before 1', 'made jit-database,jit-cache before 2']);
  });

  test('accounts end soon, and are not warned of', async () => {
    const { fetch, effects } = newSession(14, 'made');
    const [account] = await fetch(one('jit', 'jit-cache', 'password'));
    expect(account?.expirationDate).toMatch(/^\d{4}-/);
    expect(effects.messages.filter((message) => message.startsWith('warning'))).toEqual([]);
  });

  test('where nobody would end them, none is made, and each line says so', async () => {
    const { fetch, emulator } = newSession();
    await expect(fetch(one('jit', 'jit-cache', 'password'), ACCOUNTS)).rejects.toMatchObject({
      code: 'InputError',
      problems: [expect.stringContaining('Line 1 ("jit:jit-cache#password")'), expect.stringContaining('"jit:*"')],
    });
    expect(requestsOf(emulator)).toEqual([]);
  });
});

describe('secrets that expire', () => {
  test('are warned of once, and carry version and end', async () => {
    const { fetch, effects } = newSession();
    const [a] = await fetch(one('dsm', 'ending', 'A'), one('dsm', 'ending', 'B'), one('dsm', 'lasting', 'C'));
    expect(a).toMatchObject({ version: '3', expirationDate: '2026-01-08 00:00:00' });
    expect(effects.messages.filter((message) => message.startsWith('warning'))).toEqual([
      expect.stringMatching(/"ending" expires on 2026-01-08, in 7 days/) as string,
    ]);
  });

  test('dsm:* uses all of them, and 0 days are no warning', async () => {
    const loud = newSession();
    await loud.fetch(EVERY);
    expect(loud.effects.messages.join()).toMatch(/"ending" expires/);
    loud.effects.messages.splice(0);
    await newSession(0).fetch(EVERY);
    expect(loud.effects.messages.join()).not.toMatch(/expires/);
  });
});
