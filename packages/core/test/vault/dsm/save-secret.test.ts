import { InputError } from '../../../src/errors/senhasegura-error.js';
import { deleteSecret, saveSecret } from '../../../src/vault/dsm/save-secret.js';
import { failureOf } from '../../http/support/client.js';
import { eachWithVault, quickSample, requestsOf } from '../support/emulated-vault.js';
import { expectRefusal, READ_ONLY } from '../support/refusal.js';

const INPUT = {
  identity: 'cart/api',
  name: 'Cart API',
  engine: 'Kubernetes',
  expirationDate: '2030-08-18 11:10:00',
  renewCloudTime: 60,
  keyValue: { API_KEY: 'fake-key' },
} as const;

const sample = quickSample();
const fewSecrets: (typeof sample.authorizations)[number] = {
  name: 'few',
  auth: { method: 'oauth2', clientId: 'emulator-few-id', clientSecret: 'fake-few-secret' },
  secrets: ['service-account'],
};
const data = { ...sample, authorizations: [...sample.authorizations, fewSecrets] };

describe('saveSecret', () => {
  const running = eachWithVault({ data });
  const dataOf = (identity: string) =>
    running()
      .emulator.state()
      .secrets.find((s) => s.identity === identity)?.data;

  test('creates, and writes anew, below /iso', async () => {
    const { emulator, vault } = running();
    await expect(saveSecret(vault(), INPUT)).resolves.toEqual({
      id: expect.stringMatching(/^\d+$/) as unknown,
      identity: 'cart/api',
      name: 'Cart API',
      engine: 'Kubernetes',
      version: '1',
      expirationDate: '2030-08-18 11:10:00',
    });
    expect(dataOf('cart/api')).toEqual([{ API_KEY: 'fake-key' }]);
    expect(emulator.requests.entries.at(-1)?.body).toMatchObject({ renew_cloud_time: 60 });
    const password = { value: 'fake-new', label: 'DB_PASSWORD' };
    await saveSecret(vault(), { identity: 'cart/api', credentials: [{ user: 'fake-user', password }] });
    expect(dataOf('cart/api')).toEqual([{ user: 'fake-user', DB_PASSWORD: 'fake-new' }]);
    expect(requestsOf(emulator)).toEqual(['POST /iso/sctm/secret', 'POST /iso/sctm/secret']);
  });

  test('creates, and writes anew, below /api', async () => {
    const { emulator, vault } = running();
    await expect(saveSecret(vault('default', { api: 'api' }), INPUT)).resolves.toMatchObject({ identity: 'cart/api' });
    await saveSecret(vault('default', { api: 'api' }), { identity: 'cart/api', keyValue: { API_KEY: 'fake-new' } });
    expect(dataOf('cart/api')).toEqual([{ API_KEY: 'fake-new' }]);
    expect(requestsOf(emulator)).toEqual([
      'PUT /api/dsm/secret/cart%2Fapi',
      'POST /api/dsm/secret',
      'PUT /api/dsm/secret/cart%2Fapi',
    ]);
  });

  test('goes to /api where the vault has no /iso', async () => {
    const { emulator, vault } = running();
    emulator.vault.settings.families = ['api'];
    await saveSecret(vault(), INPUT);
    expect(dataOf('cart/api')).toEqual([{ API_KEY: 'fake-key' }]);
  });

  test('is repeated after a lost answer where the identity decides', async () => {
    const { emulator, vault } = running();
    emulator.faults.add({ match: { path: '/iso/sctm/secret' }, fault: { kind: 'reset', when: 'after' } });
    await saveSecret(vault('default', { retries: 1 }), INPUT);
    expect(emulator.state().secrets.filter(({ identity }) => identity === 'cart/api')).toHaveLength(1);
  });

  test("is not repeated where the seed's POST may have made a secret", async () => {
    const { emulator, vault } = running();
    emulator.faults.add({
      match: { method: 'POST', path: '/api/dsm/secret' },
      fault: { kind: 'reset', when: 'after' },
    });
    const failure = await failureOf(saveSecret(vault('default', { api: 'api', retries: 3 }), INPUT));
    expect(failure.code).toBe('TransportError');
    expect(requestsOf(emulator).filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  test.each(['iso', 'api'] as const)('is refused below /%s to who may only read', async (api) => {
    await expectRefusal(
      saveSecret(running().vault('read-only', { api }), { ...INPUT, identity: 'database-prod' }),
      READ_ONLY,
    );
  });

  test.each(['iso', 'api'] as const)(
    'is refused below /%s when the identity is taken by what nobody sees',
    async (api) => {
      const work = saveSecret(running().vault('few', { api }), { ...INPUT, identity: 'database-prod' });
      await expectRefusal(work, { status: 400, vaultCode: 1001, advice: /choose an identifier that nothing else has/ });
    },
  );

  test('reports every problem of the input before it asks', async () => {
    const { emulator, vault } = running();
    const odd = { identity: '', renewCloudTime: 0.5, keyValue: {} };
    const failure = await failureOf(saveSecret(vault(), odd));
    expect(failure).toBeInstanceOf(InputError);
    expect(failure).toMatchObject({
      problems: [
        'secret: identity has to be a text on one line that is not empty.',
        'secret: renewCloudTime has to be a whole number from 1 to 525600.',
        'secret: there is nothing in it; give accessKeys, credentials or keyValue.',
      ],
    });
    expect(emulator.requests.entries).toEqual([]);
  });
});

describe('deleteSecret', () => {
  const running = eachWithVault();

  test('deletes, once', async () => {
    const { emulator, vault } = running();
    await deleteSecret(vault(), 'cart/americanas/npf/cassandra');
    expect(emulator.state().secrets.map(({ identity }) => identity)).not.toContain('cart/americanas/npf/cassandra');
    await expectRefusal(deleteSecret(vault(), 'cart/americanas/npf/cassandra'), {
      status: 404,
      vaultCode: 4,
      advice: /Check/,
    });
  });

  test('is not repeated after a lost answer', async () => {
    const { emulator, vault } = running();
    emulator.faults.add({ match: { method: 'DELETE' }, fault: { kind: 'reset', when: 'after' } });
    expect((await failureOf(deleteSecret(vault('default', { retries: 3 }), 'cloud-key'))).code).toBe('TransportError');
    expect(requestsOf(emulator)).toHaveLength(1);
  });

  test('is refused to who may only read', async () => {
    await expectRefusal(deleteSecret(running().vault('read-only'), 'cloud-key'), READ_ONLY);
  });

  test.each(['', '..'])('refuses the identity %j before it asks', async (identity) => {
    const { emulator, vault } = running();
    expect(await failureOf(deleteSecret(vault(), identity))).toBeInstanceOf(InputError);
    expect(emulator.requests.entries).toEqual([]);
  });
});
