import { APIError } from '../../src/errors/senhasegura-error.js';
import { registerMapping } from '../../src/mapping/register-mapping.js';
import type { Vault } from '../../src/vault/vault.js';
import { failureOf } from '../http/support/client.js';
import { eachWithVault, requestsOf } from '../vault/support/emulated-vault.js';

const TEXT = JSON.stringify({ key_value: [{ name: 'pipeline-tokens', fields: ['API_KEY'] }] });
const ENVIRONMENT = { API_KEY: 'fake-~~~???-value', DEPLOY_TOKEN: 'fake-not-mapped', PATH: '/usr/bin' };

const register = (vault: Vault, more: { sendEnvironment?: boolean; onSecret?: (value: string) => void } = {}) =>
  registerMapping({
    text: TEXT,
    path: 'map.json',
    environment: ENVIRONMENT,
    onSecret: () => undefined,
    vault,
    ...more,
  });

describe('registerMapping', () => {
  const running = eachWithVault();

  test('sends exactly the mapped variable, which becomes a secret', async () => {
    const { emulator, vault } = running();
    await expect(register(vault())).resolves.toEqual({ names: ['API_KEY'], leftOut: [] });
    expect(emulator.state().registrations).toEqual([
      { caller: 'default', mapping: TEXT, variables: { API_KEY: 'fake-~~~???-value' } },
    ]);
    expect(emulator.state().secrets.find(({ identity }) => identity === 'pipeline-tokens')?.data).toEqual([
      { API_KEY: 'fake-~~~???-value' },
    ]);
    // Not only as the vault decodes it: nothing else is in the bytes either.
    expect(emulator.vault.registrations[0]?.text).toBe('API_KEY=fake-~~~???-value');
  });

  test('with sendEnvironment sends all', async () => {
    const { emulator, vault } = running();
    await register(vault(), { sendEnvironment: true });
    expect(emulator.state().registrations[0]?.variables).toEqual(ENVIRONMENT);
  });

  test('masks what it sends before it is sent', async () => {
    const { emulator, vault } = running();
    const seen: string[] = [];
    await register(vault(), {
      onSecret: (value) => {
        expect(emulator.requests.entries).toEqual([]);
        seen.push(value);
      },
    });
    expect(seen).toEqual(['fake-~~~???-value']);
  });

  test('is repeated after a lost answer: the second time changes nothing', async () => {
    const { emulator, vault } = running();
    emulator.faults.add({ match: { path: '/iso/cicd/variables' }, fault: { kind: 'reset', when: 'after' } });
    await register(vault('default', { retries: 1 }));
    expect(requestsOf(emulator)).toEqual(['POST /iso/cicd/variables', 'POST /iso/cicd/variables']);
    expect(emulator.state().secrets.filter(({ identity }) => identity === 'pipeline-tokens')).toEqual([
      { identity: 'pipeline-tokens', data: [{ API_KEY: 'fake-~~~???-value' }] },
    ]);
  });

  test('is refused to an authorization that may only read', async () => {
    const { emulator, vault } = running();
    const failure = await failureOf(register(vault('read-only')));
    expect(failure).toBeInstanceOf(APIError);
    expect(failure).toMatchObject({ status: 403, method: 'POST', path: '/iso/cicd/variables' });
    expect(failure.message).toContain('The authorization lacks the permission');
    expect(failure.message).not.toContain('fake');
    expect(requestsOf(emulator)).toEqual(['POST /iso/cicd/variables']);
  });
});
