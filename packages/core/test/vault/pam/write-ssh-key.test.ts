import { InputError } from '../../../src/errors/senhasegura-error.js';
import { rotateSshKey, saveSshKey, updateSshKey } from '../../../src/vault/pam/write-ssh-key.js';
import { failureOf } from '../../http/support/client.js';
import { eachWithVault, requestsOf } from '../support/emulated-vault.js';
import { expectRefusal, READ_ONLY } from '../support/refusal.js';
import { vaultAnswering } from '../vault-answering.js';

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
    expect(requestsOf(emulator)).toEqual(Array(2).fill(`POST /${api}/pam/key`));
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
    for (const api of DIALECTS) {
      emulator.faults.add(lost);
      await saveSshKey(vault('default', { api, retries: 1 }), NEW);
    }
    for (const [api, input] of [
      ['iso', UNNAMED],
      ['api', { ...NEW, rotationDays: 90 }],
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

  test.each(DIALECTS)('below /%s sends what is given, and what names the key', async (api) => {
    const { emulator, vault } = running();
    const { publicKey, privateKey } = stored('456') ?? {};
    await updateSshKey(vault('default', { api }), 456, { keyName: 'renamed' });
    expect(stored('456')).toMatchObject({ keyName: 'renamed', username: 'deploy', publicKey, privateKey });
    expect(requestsOf(emulator)).toEqual([`GET /${api}/pam/credential`, `POST /${api}/pam/key`]);
    expect(emulator.requests.entries.at(-1)?.body).toEqual({
      identifier: 'deploy-key-prod',
      username: 'deploy',
      hostname: 'web.example.com',
      ip: '192.0.2.60',
      key_name: 'renamed',
    });
  });

  test('half a key is what is given too', async () => {
    const { privateKey } = stored('456') ?? {};
    await updateSshKey(running().vault(), 456, { publicKey: 'fake-public-alone' });
    expect(stored('456')).toMatchObject({ publicKey: 'fake-public-alone', privateKey });
  });

  test("a vault with the seed's spelling alone gets the seed's", async () => {
    const { vault, asked } = vaultAnswering(
      {
        'GET /api/pam/credential': { credentials: [{ id: '456', identifier: 'deploy-key-prod', type: 'SSH Key' }] },
        'PUT /api/pam/sshkey/456': { response: { status: 200, sshkey: { id: '456' } } },
        'POST /api/pam/sshkey': { response: { status: 201, sshkey: { id: '457' } } },
      },
      'api',
    );
    await expect(updateSshKey(vault, 456, { keyName: 'renamed' })).resolves.toMatchObject({ id: '456' });
    await expect(saveSshKey(vault, BARE)).resolves.toMatchObject({ id: '457' });
    expect(asked).toEqual([
      'GET /api/pam/credential',
      'POST /api/pam/key',
      'PUT /api/pam/sshkey/456',
      'POST /api/pam/key',
      'POST /api/pam/sshkey',
    ]);
  });

  test.each([
    ['a credential', 123, PAIR, /123 is a credential.*not an SSH key/],
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

  test("in the seed's form is refused for a credential by the vault", async () => {
    const work = updateSshKey(running().vault('default', { api: 'api' }), 123, { ...PAIR, rotationDays: 90 });
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
