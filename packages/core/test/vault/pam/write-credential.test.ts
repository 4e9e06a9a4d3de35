import { InputError } from '../../../src/errors/senhasegura-error.js';
import { saveCredential, updateCredential } from '../../../src/vault/pam/write-credential.js';
import { failureOf } from '../../http/support/client.js';
import { eachWithVault, quickSample, requestsOf } from '../support/emulated-vault.js';
import { expectRefusal, READ_ONLY } from '../support/refusal.js';

const NEW = { username: 'app', hostname: 'app.example.com', ip: '192.0.2.51', password: 'fake-new-password' };
const NAMED = { ...NEW, identifier: 'app-account' };
const DIALECTS = ['iso', 'api'] as const;

const sample = quickSample();
const oneCredential: (typeof sample.authorizations)[number] = {
  name: 'few',
  auth: { method: 'oauth2', clientId: 'emulator-few-id', clientSecret: 'fake-few-secret' },
  credentials: ['124'],
};
const data = { ...sample, authorizations: [...sample.authorizations, oneCredential] };
const running = eachWithVault({ data });
const stored = (id: string) => running().emulator.vault.pam.credentials.get(id);

describe('saveCredential', () => {
  test.each(DIALECTS)('creates, and writes anew, below /%s', async (api) => {
    const { emulator, vault } = running();
    const more = { tags: ['ci', 'prod'], type: 'Domain User', additional: 'note', domain: 'corp', parent: 123 };
    const { id, identifier } = await saveCredential(vault('default', { api }), { ...NAMED, ...more });
    expect(identifier).toBe('app-account');
    expect(stored(id)).toMatchObject({ ...NAMED, ...more, parent: '123' });
    await saveCredential(vault('default', { api }), { ...NAMED, password: 'fake-newer' });
    expect(stored(id)?.password).toBe('fake-newer');
    expect(requestsOf(emulator)).toEqual(Array(2).fill(`POST /${api}/pam/credential`));
  });

  test('goes to /api where the vault has no /iso', async () => {
    const { emulator, vault } = running();
    emulator.vault.settings.families = ['api'];
    const { id } = await saveCredential(vault(), NAMED);
    expect(stored(id)?.password).toBe('fake-new-password');
  });

  test.each([
    ['with an identifier, below /iso', NAMED, 'iso', 2],
    ['without an identifier', NEW, 'iso', 1],
    ['below /api', NAMED, 'api', 1],
  ] as const)('after a lost answer, %s, asks as often as is safe', async (_, input, api, times) => {
    const { emulator, vault } = running();
    emulator.faults.add({ match: { method: 'POST', path: '*/credential' }, fault: { kind: 'reset', when: 'after' } });
    const outcome = await saveCredential(vault('default', { api, retries: 2 }), input).catch((error: unknown) => error);
    expect(outcome instanceof Error).toBe(times === 1);
    expect(requestsOf(emulator)).toHaveLength(times);
    expect([...emulator.vault.pam.credentials.values()].filter(({ username }) => username === 'app')).toHaveLength(1);
  });

  test.each(DIALECTS)('is refused below /%s to who may only read', async (api) => {
    await expectRefusal(saveCredential(running().vault('read-only', { api }), NAMED), READ_ONLY);
  });

  test.each([
    [1042, { username: ' app ' }, /Check the user name/],
    [1007, { parent: 999 }, /Check the id/],
    [1001, { identifier: 'deploy-key-prod' }, /choose an identifier that nothing else has/],
  ] as const)('is refused with the code %d', async (vaultCode, change, advice) => {
    const work = saveCredential(running().vault(), { ...NAMED, ...change });
    await expectRefusal(work, { status: 400, vaultCode, advice });
  });

  test('is refused when the identifier is that of a credential out of reach', async () => {
    const work = saveCredential(running().vault('few'), { ...NAMED, identifier: 'db-admin-prod' });
    await expectRefusal(work, { status: 400, vaultCode: 1009, advice: /Give the authorization access/ });
  });

  test('says what of the input is wrong before it asks', async () => {
    const { emulator, vault } = running();
    expect(await failureOf(saveCredential(vault(), { ...NEW, ip: '' }))).toBeInstanceOf(InputError);
    expect(emulator.requests.entries).toEqual([]);
  });
});

describe('updateCredential', () => {
  test('below /iso writes by the identifier, with what the list knows', async () => {
    const { emulator, vault } = running();
    const changed = await updateCredential(vault(), 123, { password: 'fake-changed' });
    expect(changed).toEqual({ id: '123', identifier: 'db-admin-prod' });
    expect(stored('123')).toMatchObject({ username: 'admin', ip: '192.0.2.50', password: 'fake-changed' });
    expect(emulator.requests.entries.at(-1)?.body).toEqual({
      identifier: 'db-admin-prod',
      username: 'admin',
      hostname: 'db.example.com',
      ip: '192.0.2.50',
      content: 'fake-changed',
    });
    expect(emulator.vault.pam.credentials.size).toBe(4);
  });

  test('below /api puts the changes alone', async () => {
    const { emulator, vault } = running();
    await updateCredential(vault('default', { api: 'api' }), '123', { password: 'fake-changed' });
    expect(stored('123')).toMatchObject({ username: 'admin', password: 'fake-changed' });
    expect(requestsOf(emulator)).toEqual(['PUT /api/pam/credential/123']);
  });

  test.each([
    ['that the list does not have', '999', { password: 'fake' }, /no credential with the id "999"/],
    ['to another identifier', '123', { identifier: 'other' }, /would make another credential/],
  ])('below /iso refuses a credential %s, and writes nothing', async (_, id, changes, message) => {
    const { emulator, vault } = running();
    const failure = await failureOf(updateCredential(vault(), id, changes));
    expect(failure).toBeInstanceOf(InputError);
    expect(failure.message).toMatch(message);
    expect(requestsOf(emulator)).toEqual(['GET /iso/pam/credential']);
  });

  test.each(DIALECTS)('is refused below /%s to who may only read', async (api) => {
    const work = updateCredential(running().vault('read-only', { api }), 123, { password: 'fake-changed' });
    await expectRefusal(work, READ_ONLY);
  });

  test('below /api is refused for an unknown id', async () => {
    const work = updateCredential(running().vault('default', { api: 'api' }), 999, { password: 'fake-changed' });
    await expectRefusal(work, { status: 400, vaultCode: 1007, advice: /Check the id/ });
  });
});
