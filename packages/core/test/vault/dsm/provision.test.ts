import { deprovision, endAccount, provision } from '../../../src/vault/dsm/provision.js';
import { failureOf } from '../../http/support/client.js';
import { eachWithVault, requestsOf } from '../support/emulated-vault.js';
import { vaultAnswering } from '../vault-answering.js';
import { expectRefusal, READ_ONLY } from '../support/refusal.js';

const POD = { podName: 'cart-1', deploy: 'cart', namespace: 'shop' };

describe('provision and deprovision', () => {
  const running = eachWithVault();

  test('make an ephemeral secret and take it back', async () => {
    const { emulator, vault } = running();
    const [secret] = await provision(vault(), POD);
    expect(secret).toMatchObject({ identity: 'shop/cart/cart-1' });
    expect(secret?.fields.map(({ name }) => name)).toEqual(['username', 'password']);
    expect(emulator.state().provisioned).toEqual([secret?.id]);
    await deprovision(vault(), POD, secret?.id ?? '');
    expect(emulator.state().provisioned).toEqual([]);
  });

  test('the way back has two names', async () => {
    const { emulator, vault } = running();
    const [secret] = await provision(vault(), POD);
    emulator.faults.add({ match: { path: '/iso/coe/dapp/deprovision' }, fault: { kind: 'gateway' } });
    await deprovision(vault(), POD, secret?.id ?? '');
    expect(requestsOf(emulator).slice(1)).toEqual(['POST /iso/coe/dapp/deprovision', 'POST /iso/dapp/deprovision']);
    expect(emulator.state().provisioned).toEqual([]);
  });

  test.each(['provision', 'deprovision'])('%s is not repeated after a lost answer', async (verb) => {
    const { emulator, vault } = running();
    const [secret] = await provision(vault(), POD);
    emulator.requests.clear();
    emulator.faults.add({ match: { path: `/iso/coe/dapp/${verb}` }, fault: { kind: 'reset', when: 'after' } });
    const patient = vault('default', { retries: 3 });
    const work = verb === 'provision' ? provision(patient, POD) : deprovision(patient, POD, secret?.id ?? '');
    expect((await failureOf(work)).code).toBe('TransportError');
    expect(requestsOf(emulator)).toEqual([`POST /iso/coe/dapp/${verb}`]);
  });

  test('an account is ended as often as it takes, over either route', async () => {
    const { emulator, vault } = running();
    const [secret] = await provision(vault(), POD);
    const id = secret?.id ?? '';
    emulator.requests.clear();
    emulator.faults.add({ match: { path: '/iso/coe/dapp/deprovision' }, fault: { kind: 'reset', when: 'after' } });
    expect(await endAccount(vault('default', { retries: 2 }), POD, id)).toBe(false);
    expect(requestsOf(emulator)).toEqual(
      Array(2).fill('POST /iso/coe/dapp/deprovision').concat('POST /iso/dapp/deprovision'),
    );
    expect(emulator.state().provisioned).toEqual([]);
    const [other] = await provision(vault(), POD);
    expect(await endAccount(vault(), POD, other?.id ?? '')).toBe(true);
  });

  test('what stands in front of the vault does not say that an account is gone', async () => {
    const { vault } = vaultAnswering({});
    await expect(endAccount(vault, POD, '7')).rejects.toMatchObject({ code: 'APIError', status: 404 });
  });

  test('are refused to who may only read', async () => {
    await expectRefusal(provision(running().vault('read-only'), POD), READ_ONLY);
    await expectRefusal(deprovision(running().vault('read-only'), POD, '7'), READ_ONLY);
  });

  test('an unknown secret is refused', async () => {
    await expectRefusal(deprovision(running().vault(), POD, '7'), { status: 404, vaultCode: 4, advice: /Check/ });
  });

  test('report every problem of the input', async () => {
    const failure = await failureOf(deprovision(running().vault(), { ...POD, podName: ' ' }, 'x'));
    expect(failure.message).toMatch(/pod: podName has to be.*\n.*pod: secretId has to be an id/);
  });
});
