import {
  APIError,
  AuthenticationError,
  CleanupError,
  TransportError,
  MissingSecretError,
} from '../../src/errors/senhasegura-error.js';
import { failureOf } from '../http/support/client.js';
import { eachWithVault, quickSample, requestsOf } from '../vault/support/emulated-vault.js';
import { clientFor, closeAll } from './support.js';

const running = eachWithVault();
afterEach(closeAll);

const custodies = () => running().emulator.state().custodies;
const releases = () => running().emulator.state().releases;
const RELEASE = { method: 'DELETE', path: '/iso/pam/credential/custody/123' };

/** A promise and the way to fulfil it. */
function latch() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('withCredential', () => {
  test.each([123, '123', 'db-admin-prod', 'admin@db.example.com'])(
    'gives %j and takes custody back',
    async (reference) => {
      const { client, secrets } = await clientFor(running().emulator);
      const result = await client.withCredential(reference, (credential) => {
        expect(custodies()).toEqual([{ credential: '123', holder: 'default' }]);
        expect(secrets).toContain('fake-admin-password');
        return { ...credential, fields: undefined };
      });
      expect(result).toEqual({
        id: '123',
        identifier: 'db-admin-prod',
        username: 'admin',
        password: 'fake-admin-password',
        hostname: 'db.example.com',
        ip: '192.0.2.50',
        domain: undefined,
        additional: 'PostgreSQL',
        expiration: '2030-12-31T23:59:59',
        fields: undefined,
      });
      expect([custodies(), releases()]).toEqual([[], [{ credential: '123', holder: 'default' }]]);
    },
  );

  test.each([
    [
      'throws',
      () => {
        throw new TypeError('mine');
      },
    ],
    ['rejects', () => Promise.reject(new TypeError('mine'))],
  ])('takes custody back when use %s, and its error is the one', async (_, use) => {
    const { client } = await clientFor(running().emulator);
    await expect(client.withCredential(123, use)).rejects.toThrow(new TypeError('mine'));
    expect([custodies(), releases()]).toEqual([[], [{ credential: '123', holder: 'default' }]]);
  });

  test('when the release fails too, the error of use wins and has the other', async () => {
    const { emulator } = running();
    const { client, messages } = await clientFor(emulator, 'default', { retries: 0 });
    emulator.faults.add({ match: RELEASE, fault: { kind: 'status', status: 500 } });
    const mine = new TypeError('mine');
    await expect(client.withCredential(123, () => Promise.reject(mine))).rejects.toBe(mine);
    const { releaseError } = mine as { releaseError?: unknown };
    expect(releaseError).toBeInstanceOf(CleanupError);
    expect(messages).toContain(`warning: ${(releaseError as CleanupError).message}`);
    expect(mine.message).toBe('mine');
  });

  test.each([['a text'], [undefined], [Object.freeze(new Error('frozen'))]])(
    'what use throws is thrown as it is, also %p',
    async (thrown) => {
      const { emulator } = running();
      const { client } = await clientFor(emulator, 'default', { retries: 0 });
      emulator.faults.add({ match: RELEASE, fault: { kind: 'status', status: 500 } });
      // eslint would have errors alone thrown; a program may throw anything.
      await expect(client.withCredential(123, () => Promise.reject(thrown as Error))).rejects.toBe(thrown);
    },
  );

  test('when only the release fails, that is the error, with what to do', async () => {
    const { emulator } = running();
    const { client } = await clientFor(emulator, 'default', { retries: 0 });
    emulator.faults.add({ match: RELEASE, fault: { kind: 'status', status: 500 } });
    const failure = await failureOf(client.withCredential(123, () => 'done'));
    expect(failure).toBeInstanceOf(CleanupError);
    expect(failure.message).toMatch(/Custody of credential 123 could not be released.*status 500.*Release it with/);
    expect(failure.cause).toBeInstanceOf(APIError);
    await client.pam.releaseCustody(123);
    expect(custodies()).toEqual([]);
  });

  test('uses that overlap share one custody, which ends once, after the last', async () => {
    const { client } = await clientFor(running().emulator);
    const first = latch();
    const second = latch();
    const both = [
      client.withCredential(123, () => first.opened),
      client.withCredential('db-admin-prod', () => {
        second.open();
        return 'second';
      }),
    ];
    await second.opened;
    await expect(both[1]).resolves.toBe('second');
    expect([custodies().length, releases().length]).toEqual([1, 0]);
    first.open();
    await Promise.all(both);
    expect([custodies().length, releases().length]).toEqual([0, 1]);
  });

  test('two credentials have two custodies', async () => {
    const { client } = await clientFor(running().emulator);
    await client.withCredential(123, () =>
      client.withCredential(124, () => {
        expect(custodies()).toHaveLength(2);
      }),
    );
    expect([custodies().length, releases().length]).toEqual([0, 2]);
  });

  test('after an answer that was lost or is none, custody is released all the same', async () => {
    const { emulator } = running();
    for (const kind of ['reset', 'truncate'] as const) {
      const { client } = await clientFor(emulator, 'default', { retries: 0 });
      const fault = kind === 'reset' ? ({ kind, when: 'after' } as const) : ({ kind } as const);
      emulator.faults.add({ match: { method: 'GET', path: '/iso/pam/credential/123' }, fault });
      const failure = await failureOf(client.withCredential(123, () => 'never'));
      expect(failure).toBeInstanceOf(kind === 'reset' ? TransportError : APIError);
      expect(custodies()).toEqual([]);
    }
    expect(releases()).toHaveLength(2);
  });

  test('a credential that is not there is one error, and no failed release', async () => {
    const { emulator } = running();
    const { client, messages } = await clientFor(emulator);
    const failure = await failureOf(client.withCredential(999, () => 'never'));
    expect(failure).toMatchObject({ vaultCode: 1007 });
    expect(failure).not.toHaveProperty('releaseError');
    expect(messages).toEqual([]);
  });

  test('what was never asked for is not released', async () => {
    const { emulator } = running();
    const { client, messages } = await clientFor(emulator, 'default', { clientSecret: 'fake-and-wrong' });
    expect(await failureOf(client.withCredential(123, () => 'never'))).toBeInstanceOf(AuthenticationError);
    expect(requestsOf(emulator)).toEqual([]);
    expect(messages).toEqual([]);
  });

  test('waits while another user holds the credential', async () => {
    const { emulator } = running();
    const { client: other } = await clientFor(emulator, 'second');
    const { client, messages } = await clientFor(emulator);
    await other.pam.credential(123);
    const failure = await failureOf(client.withCredential(123, () => 'never'));
    expect(failure).toMatchObject({ vaultCode: 1009 });
    expect(messages.some((message) => message.includes('in the custody of another user'))).toBe(true);
    expect(custodies()).toEqual([{ credential: '123', holder: 'second' }]);
    await other.pam.releaseCustody(123);
    await expect(client.withCredential(123, ({ password }) => password)).resolves.toBe('fake-admin-password');
  });

  test('a reference that nothing has is told of before custody', async () => {
    const { client } = await clientFor(running().emulator);
    expect(await failureOf(client.withCredential('nothing', () => 'never'))).toBeInstanceOf(MissingSecretError);
    expect(releases()).toEqual([]);
  });
});

describe('withCredential, where the first read brings no password', () => {
  const { credentials = [], ...sample } = quickSample();
  const vault = eachWithVault({
    data: { ...sample, credentials: credentials.map((one) => (one.id === '123' ? { ...one, password: '' } : one)) },
  });

  test('custody is taken back when the other half of the read is refused', async () => {
    const { emulator } = vault();
    const { client } = await clientFor(emulator, 'default', { api: 'api' });
    emulator.faults.add({ match: { path: '/iso/coe/senha' }, times: 1, fault: { kind: 'status', status: 403 } });
    expect(await failureOf(client.withCredential(123, () => 'never'))).toMatchObject({ status: 403 });
    const { custodies, releases } = emulator.state();
    expect([custodies, releases]).toEqual([[], [{ credential: '123', holder: 'default' }]]);
  });
});
