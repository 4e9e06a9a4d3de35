import { InputError } from '../../../src/errors/senhasegura-error.js';
import { rotateSshKey, saveSshKey, updateSshKey } from '../../../src/vault/pam/write-ssh-key.js';
import { failureOf } from '../../http/support/client.js';
import { eachWithVault, requestsOf } from '../support/emulated-vault.js';
import { expectRefusal, READ_ONLY } from '../support/refusal.js';

const PAIR = { publicKey: 'fake-public', privateKey: 'fake-private\nof two lines\n' };
const BARE = { username: 'deploy', hostname: 'web.example.com', ...PAIR };
const UNNAMED = { ...BARE, ip: '192.0.2.60' };
const NEW = { ...UNNAMED, identifier: 'new-key' };
const DIALECTS = ['iso', 'api'] as const;
const running = eachWithVault();
const stored = (id: string) => running().emulator.vault.pam.sshKeys.get(id);

describe('saveSshKey', () => {
  test.each(DIALECTS)('registers, and writes anew, below /%s', async (api) => {
    const { emulator, vault } = running();
    const more = { keyName: 'deploy-2', passphrase: 'fake-passphrase', tags: ['ci', 'prod'] };
    const devices = ['db.example.com', 'nowhere.example.com'];
    const saved = await saveSshKey(vault('default', { api }), { ...NEW, ...more, devices });
    expect(saved).toEqual({ id: saved.id, identifier: 'new-key', unknownDevices: ['nowhere.example.com'] });
    expect(stored(saved.id)).toMatchObject({
      ...NEW,
      ...more,
      devices: [{ hostname: 'db.example.com', ip: '192.0.2.50' }],
    });
    await saveSshKey(vault('default', { api }), { ...NEW, publicKey: 'fake-newer' });
    expect(stored(saved.id)?.publicKey).toBe('fake-newer');
    expect(requestsOf(emulator)).toEqual(Array(2).fill(api === 'iso' ? 'POST /iso/pam/key' : 'POST /api/pam/sshkey'));
  });

  test('the fields of the seed go below /api alone', async () => {
    const { emulator, vault } = running();
    const input = { ...NEW, autoRotate: true, rotationDays: 90 };
    await saveSshKey(vault('default', { api: 'api' }), input);
    expect(emulator.requests.entries.at(-1)?.body).toMatchObject({ auto_rotate: true, rotation_days: 90 });
    const failure = await failureOf(saveSshKey(vault('default', { api: 'iso' }), input));
    expect(failure.message).toMatch(/autoRotate is not known below \/iso.*\n.*rotationDays is not known below \/iso/);
  });

  test('is repeated after a lost answer where the identifier decides, and not elsewhere', async () => {
    const { emulator, vault } = running();
    const lost = { match: { method: 'POST', path: '*key' }, fault: { kind: 'reset', when: 'after' } } as const;
    emulator.faults.add(lost);
    await saveSshKey(vault('default', { api: 'iso', retries: 1 }), NEW);
    for (const [api, input] of [
      ['iso', UNNAMED],
      ['api', NEW],
    ] as const) {
      emulator.requests.clear();
      emulator.faults.add(lost);
      expect((await failureOf(saveSshKey(vault('default', { api, retries: 1 }), input))).code).toBe('TransportError');
      expect(requestsOf(emulator)).toHaveLength(1);
    }
  });

  test.each(DIALECTS)('is refused below /%s to who may only read', async (api) => {
    await expectRefusal(saveSshKey(running().vault('read-only', { api }), NEW), READ_ONLY);
  });

  test('is refused when a credential has the identifier', async () => {
    const work = saveSshKey(running().vault(), { ...NEW, identifier: 'db-admin-prod' });
    await expectRefusal(work, { status: 400, vaultCode: 1001, advice: /choose an identifier that nothing else has/ });
  });

  test('is refused below /iso without an address', async () => {
    const work = saveSshKey(running().vault(), BARE);
    await expectRefusal(work, { status: 400, vaultCode: 1005, advice: /Give the IP address/ });
  });
});

describe('updateSshKey', () => {
  test('below /iso writes both halves by the identifier', async () => {
    const { vault } = running();
    await expect(updateSshKey(vault(), 456, PAIR)).resolves.toMatchObject({ id: '456' });
    expect(stored('456')).toMatchObject({ ...PAIR, username: 'deploy', identifier: 'deploy-key-prod' });
  });

  test('below /api puts the changes alone', async () => {
    const { emulator, vault } = running();
    await updateSshKey(vault('default', { api: 'api' }), 456, { keyName: 'renamed' });
    expect(stored('456')).toMatchObject({ keyName: 'renamed', username: 'deploy' });
    expect(requestsOf(emulator)).toEqual(['PUT /api/pam/sshkey/456']);
  });

  test.each([
    ['half a key', 456, { publicKey: 'fake' }, /Give publicKey and privateKey too/],
    ['an unknown id', 999, PAIR, /no SSH key with the id "999"/],
    ['another identifier', 456, { ...PAIR, identifier: 'other' }, /would make another SSH key/],
  ])('below /iso refuses %s, and writes nothing', async (_, id, changes, message) => {
    const { emulator, vault } = running();
    const failure = await failureOf(updateSshKey(vault(), id, changes));
    expect(failure).toBeInstanceOf(InputError);
    expect(failure.message).toMatch(message);
    expect(requestsOf(emulator).filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  test.each(DIALECTS)('is refused below /%s to who may only read', async (api) => {
    await expectRefusal(updateSshKey(running().vault('read-only', { api }), 456, PAIR), READ_ONLY);
  });

  test('below /api is refused for a credential', async () => {
    const work = updateSshKey(running().vault('default', { api: 'api' }), 123, PAIR);
    await expectRefusal(work, { status: 400, vaultCode: 1016, advice: /Select it with `pam:`/ });
  });
});

describe('rotateSshKey', () => {
  test('makes a new pair', async () => {
    const before = stored('456')?.publicKey;
    await rotateSshKey(running().vault(), '456');
    expect(stored('456')?.publicKey).not.toBe(before);
  });

  test('is refused to who may only read, and for an inactive key', async () => {
    await expectRefusal(rotateSshKey(running().vault('read-only'), '456'), READ_ONLY);
    await expectRefusal(rotateSshKey(running().vault(), '458'), {
      status: 400,
      vaultCode: 1017,
      advice: /Activate it/,
    });
  });
});
