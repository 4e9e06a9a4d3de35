import { InputError } from '../../src/errors/senhasegura-error.js';
import {
  createEncryptionKey,
  decryptValue,
  disableEncryptionKey,
  encryptValue,
  listEncryptionKeys,
  readEncryptionKey,
  updateEncryptionKey,
} from '../../src/vault/encryption.js';
import { failureOf } from '../http/support/client.js';
import { eachWithVault, requestsOf } from './support/emulated-vault.js';
import { expectRefusal, READ_ONLY } from './support/refusal.js';

const running = eachWithVault();
const INPUT = {
  name: 'orders',
  description: 'of the shop',
  algorithm: 'aes128-gcm96',
  expirationDate: '2030-11-30 15:00:00',
};

describe('encryption keys', () => {
  test('are created, listed, read, updated and disabled', async () => {
    const vault = running().vault();
    const id = await createEncryptionKey(vault, INPUT);
    const key = { id, ...INPUT, version: '1' };
    await expect(readEncryptionKey(vault, id)).resolves.toEqual(key);
    await updateEncryptionKey(vault, id, { algorithm: 'aes256-gcm96' });
    await expect(listEncryptionKeys(vault)).resolves.toEqual([{ ...key, algorithm: 'aes256-gcm96', version: '2' }]);
    await expect(disableEncryptionKey(vault, id)).resolves.toBe(true);
    await expect(disableEncryptionKey(vault, id)).resolves.toBe(false);
    await expect(listEncryptionKeys(vault)).resolves.toEqual([]);
  });

  test('a creation is not repeated after a lost answer, an update is', async () => {
    const { emulator, vault } = running();
    const patient = vault('default', { retries: 1 });
    emulator.faults.add({ match: { path: '*/key*' }, fault: { kind: 'reset', when: 'after' }, times: 2 });
    expect((await failureOf(createEncryptionKey(patient, INPUT))).code).toBe('TransportError');
    expect(requestsOf(emulator)).toHaveLength(1);
    await updateEncryptionKey(patient, 1, { algorithm: 'aes256-gcm96' });
    expect(requestsOf(emulator)).toHaveLength(3);
    await expect(readEncryptionKey(patient, 1)).resolves.toMatchObject({ version: '2' });
  });

  test('writes are refused to who may only read', async () => {
    const { vault } = running();
    const id = await createEncryptionKey(vault(), INPUT);
    await expectRefusal(createEncryptionKey(vault('read-only'), INPUT), READ_ONLY);
    await expectRefusal(updateEncryptionKey(vault('read-only'), id, { name: 'x' }), READ_ONLY);
    await expectRefusal(disableEncryptionKey(vault('read-only'), id), READ_ONLY);
  });

  test('an unknown algorithm is refused by the vault', async () => {
    const work = createEncryptionKey(running().vault(), { ...INPUT, algorithm: 'rot13' });
    await expectRefusal(work, { status: 400, vaultCode: 1001, advice: /Check the values that are written/ });
  });
});

describe('encryptValue and decryptValue', () => {
  test('are each other’s opposite, whatever the version', async () => {
    const vault = running().vault();
    const id = await createEncryptionKey(vault, INPUT);
    const value = 'fake-plain\nção 🔑';
    const sealed = await encryptValue(vault, { key: 'orders', value });
    expect(sealed).not.toContain('fake-plain');
    await updateEncryptionKey(vault, id, { algorithm: 'aes256-gcm96' });
    await expect(decryptValue(vault, { key: id, version: 1, value: sealed })).resolves.toBe(value);
  });

  test('are repeated after a lost answer', async () => {
    const { emulator, vault } = running();
    const id = await createEncryptionKey(vault(), INPUT);
    emulator.faults.add({ match: { path: '*/encrypt' }, fault: { kind: 'reset', when: 'after' } });
    await encryptValue(vault('default', { retries: 1 }), { key: id, value: 'fake' });
    expect(requestsOf(emulator).slice(1)).toEqual(Array(2).fill('POST /iso/sctm/encryption/encrypt'));
  });

  test('what is no ciphertext, and a disabled key, are refused', async () => {
    const vault = running().vault();
    const id = await createEncryptionKey(vault, INPUT);
    const refusal = { status: 400, vaultCode: 1001, advice: /Check the values/ };
    await expectRefusal(decryptValue(vault, { key: id, value: 'fake-sealed' }), refusal);
    await disableEncryptionKey(vault, id);
    const inactive = { status: 400, vaultCode: 1017, advice: /Activate it/ };
    await expectRefusal(encryptValue(vault, { key: id, value: 'fake-plain' }), inactive);
  });

  test('inputs are checked before anything is asked', async () => {
    const failure = await failureOf(encryptValue(running().vault(), { key: '', version: 0, value: '' }));
    expect(failure).toBeInstanceOf(InputError);
    expect(failure.message.split('\n')).toHaveLength(4);
    expect(running().emulator.requests.entries).toEqual([]);
  });
});
