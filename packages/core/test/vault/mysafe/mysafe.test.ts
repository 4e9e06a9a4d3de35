import { InputError } from '../../../src/errors/senhasegura-error.js';
import { listMySafe, readMySafe } from '../../../src/vault/mysafe/read-mysafe.js';
import {
  createMySafe,
  MYSAFE_API_SECRETS,
  MYSAFE_NOTES,
  MYSAFE_PASSWORDS,
  updateMySafe,
} from '../../../src/vault/mysafe/write-mysafe.js';
import { failureOf } from '../../http/support/client.js';
import { eachWithVault, quickSample, requestsOf } from '../support/emulated-vault.js';
import { expectRefusal, READ_ONLY } from '../support/refusal.js';

const sample = quickSample();
const reader: (typeof sample.authorizations)[number] = {
  name: 'reader',
  auth: { method: 'oauth2', clientId: 'emulator-reader-id', clientSecret: 'fake-reader-secret' },
  modules: ['mysafe'],
  mayWrite: false,
};
const running = eachWithVault({ data: { ...sample, authorizations: [...sample.authorizations, reader] } });
const safe = (authorization = 'mysafe', retries = 0) => running().open(authorization, { retries }).mySafe();

const INPUT = { name: 'Registry 2', username: 'robot', password: 'fake-password', tags: ['ci', 'registry'] };

describe('items of MySafe', () => {
  test('are listed without secrets', async () => {
    await expect(listMySafe(safe(), MYSAFE_PASSWORDS)).resolves.toEqual([
      {
        identifier: '197',
        name: 'Registry',
        username: 'robot',
        url: 'https://registry.example.com',
        tags: ['registry', 'ci'],
      },
    ]);
    expect(running().emulator.requests.entries.map(({ path }) => path)).toEqual([
      '/api/oauth2/token',
      '/api/mysafe/password',
    ]);
  });

  test.each([
    [{ identifierCode: 'payment' }, 1],
    [{ identifierCode: 'other' }, 0],
    [{ tag: 'ci' }, 1],
    [{ tag: 'other' }, 0],
  ])('a list is narrowed by %j', async (filter, count) => {
    await expect(listMySafe(safe(), MYSAFE_API_SECRETS, filter)).resolves.toHaveLength(count);
  });

  test('are created, read and updated', async () => {
    const vault = safe();
    const password = await createMySafe(vault, MYSAFE_PASSWORDS, INPUT);
    await updateMySafe(vault, MYSAFE_PASSWORDS, password, { password: 'fake-new' });
    expect(await readMySafe(vault, MYSAFE_PASSWORDS, password)).toEqual(
      expect.arrayContaining([
        { name: 'password', value: 'fake-new' },
        { name: 'username', value: 'robot' },
        { name: 'tags', value: 'ci,registry' },
      ]),
    );
    const note = await createMySafe(vault, MYSAFE_NOTES, { name: 'N', note: 'fake\nlines' });
    expect(await readMySafe(vault, MYSAFE_NOTES, note)).toContainEqual({ name: 'note', value: 'fake\nlines' });
    const secret = { name: 'A', clientId: 'fake-id', clientSecret: 'fake-secret', identifierCode: 'code' };
    const api = await createMySafe(vault, MYSAFE_API_SECRETS, secret);
    expect(await readMySafe(vault, MYSAFE_API_SECRETS, api)).toContainEqual({
      name: 'client_secret',
      value: 'fake-secret',
    });
  });

  test('a creation is not repeated after a lost answer, an update is', async () => {
    const { emulator } = running();
    emulator.faults.add({ match: { path: '/api/mysafe/*' }, fault: { kind: 'reset', when: 'after' }, times: 2 });
    expect((await failureOf(createMySafe(safe('mysafe', 3), MYSAFE_PASSWORDS, INPUT))).code).toBe('TransportError');
    expect(requestsOf(emulator)).toHaveLength(1);
    await updateMySafe(safe('mysafe', 1), MYSAFE_PASSWORDS, 197, { name: 'Renamed' });
    expect(requestsOf(emulator)).toHaveLength(3);
  });

  test('writes are refused to who may only read', async () => {
    await expectRefusal(createMySafe(safe('reader'), MYSAFE_PASSWORDS, INPUT), READ_ONLY);
    await expectRefusal(updateMySafe(safe('reader'), MYSAFE_NOTES, 12, { note: 'fake-note' }), READ_ONLY);
  });

  test.each([
    [1005, 999, /that the item is shared/],
    [1006, 198, /Share the item/],
  ])('an update is refused with the code %d', async (vaultCode, identifier, advice) => {
    const work = updateMySafe(safe(), MYSAFE_PASSWORDS, identifier, { password: 'fake-new' });
    await expectRefusal(work, { status: 400, vaultCode, advice });
  });

  test('an inactive item is not read', async () => {
    const work = readMySafe(safe(), MYSAFE_PASSWORDS, 199);
    await expectRefusal(work, { status: 400, vaultCode: 1009, advice: /Activate it/ });
  });

  test('inputs are checked before anything is asked', async () => {
    expect(await failureOf(createMySafe(safe(), MYSAFE_NOTES, { name: '', note: '' }))).toMatchObject({
      problems: [
        'note: name has to be a text on one line that is not empty.',
        'note: note has to be a text that is not empty (valid Unicode).',
      ],
    });
    expect(await failureOf(updateMySafe(safe(), MYSAFE_NOTES, 12, {}))).toBeInstanceOf(InputError);
    expect(running().emulator.requests.entries).toEqual([]);
  });
});
