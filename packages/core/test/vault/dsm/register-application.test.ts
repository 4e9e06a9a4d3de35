import { InputError } from '../../../src/errors/senhasegura-error.js';
import { registerApplication } from '../../../src/vault/dsm/register-application.js';
import { failureOf } from '../../http/support/client.js';
import { eachWithVault } from '../support/emulated-vault.js';
import { expectRefusal, READ_ONLY } from '../support/refusal.js';

const INPUT = { application: 'shop', system: 'cart', environment: 'test' };

describe('registerApplication', () => {
  const running = eachWithVault();

  test('registers, and finds what it registered; the secret is told before it is given', async () => {
    const { emulator, vault } = running();
    const seen: string[] = [];
    const see = (value: string) => {
      seen.push(value);
    };
    const more = { allowedIps: ['127.0.0.1'], authorizedResources: ['Application', 'CI/CD'], tags: ['ci'] };
    const first = await registerApplication(vault('registrar'), { ...INPUT, ...more }, see);
    expect(seen).toEqual([first.clientSecret]);
    expect(emulator.requests.entries.at(-1)?.body).toEqual({
      ...INPUT,
      allowed_ips: ['127.0.0.1'],
      authorized_resources: ['Application', 'CI/CD'],
      tags: ['ci'],
    });
    await expect(registerApplication(vault('registrar'), INPUT, see)).resolves.toEqual(first);
  });

  test('says what the vault encrypts, and which profiles make ephemeral credentials', async () => {
    const { emulator, vault } = running();
    const credentialProfiles = [{ device: '192.0.2.13', profile: 'SQLServer' }];
    const more = { encryptionEnabled: true, cloudProfiles: ['aws-ci'], credentialProfiles };
    await registerApplication(vault('registrar'), { ...INPUT, ...more }, () => undefined);
    expect(emulator.requests.entries.at(-1)?.body).toEqual({
      ...INPUT,
      encryption_enabled: true,
      cloud_profiles: ['aws-ci'],
      credential_profiles: credentialProfiles,
    });
    expect(emulator.vault.authorizations.at(-1)?.encryption).toBeDefined();
  });

  test.each([
    { credentialProfiles: [{ device: '192.0.2.13' }] },
    { credentialProfiles: [{ device: '192.0.2.13', profile: 7 }] },
    { credentialProfiles: { device: '192.0.2.13', profile: 'SQLServer' } },
    { cloudProfiles: [7] },
    { encryptionEnabled: 'true' },
  ])('refuses %j before it asks', async (odd) => {
    const { emulator, vault } = running();
    const input = { ...INPUT, ...odd } as unknown as typeof INPUT;
    const failure = await failureOf(registerApplication(vault('registrar'), input, () => undefined));
    expect(failure).toBeInstanceOf(InputError);
    expect(emulator.requests.entries).toEqual([]);
  });

  test('is repeated after a lost answer: one authorization comes of it', async () => {
    const { emulator, vault } = running();
    emulator.faults.add({ match: { path: '/iso/dapp/application' }, fault: { kind: 'reset', when: 'after' } });
    await registerApplication(vault('registrar', { retries: 1 }), INPUT, () => undefined);
    expect(emulator.state().authorizations.filter(({ application }) => application === 'shop')).toHaveLength(1);
  });

  test.each(['[["abc"]]', '{"a":"b"}', 'null', '""'])('takes no %s for a client secret', async (signature) => {
    const { emulator, vault } = running();
    const body = `{"response":{"status":200,"error":false},"id":"1","signature":${signature}}`;
    emulator.faults.add({ match: { path: '/iso/dapp/application' }, fault: { kind: 'status', status: 200, body } });
    const seen: string[] = [];
    const asked = registerApplication(vault('registrar'), INPUT, (value) => seen.push(value));
    expect(await failureOf(asked)).toMatchObject({ code: 'APIError' });
    expect(seen).toEqual([]);
  });

  test('is refused to who may not register', async () => {
    await expectRefusal(
      registerApplication(running().vault('read-only'), INPUT, () => undefined),
      READ_ONLY,
    );
  });

  test('reports every problem of the input', async () => {
    const odd = { application: '', system: 'x' } as unknown as typeof INPUT;
    const failure = await failureOf(registerApplication(running().vault(), odd, () => undefined));
    expect(failure).toBeInstanceOf(InputError);
    expect(failure.message).toMatch(/application: application has to be.*\n.*application: environment is missing/);
  });
});
