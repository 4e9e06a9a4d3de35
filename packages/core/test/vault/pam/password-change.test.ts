import { passwordChange, watchChange } from '../../../src/vault/pam/password-change.js';
import { releaseCustody } from '../../../src/vault/pam/release-custody.js';
import { readCredential } from '../../../src/vault/pam/read-credential.js';
import { recordedEffects } from '../../http/support/client.js';
import { eachWithVault, requestsOf } from '../support/emulated-vault.js';
import { vaultAnswering } from '../vault-answering.js';

const running = eachWithVault();
const DIALECTS = ['iso', 'api'] as const;

/** Effects whose sleep moves the vault's clock too. */
function sharedClock() {
  const effects = recordedEffects();
  return {
    ...effects,
    sleep: (milliseconds: number) => {
      running().emulator.vault.clock.advance(milliseconds);
      return effects.sleep(milliseconds);
    },
  };
}

describe('passwordChange', () => {
  test.each(DIALECTS)('below /%s tells what the list does, and takes no custody', async (api) => {
    const { emulator, vault } = running();
    expect(await passwordChange(vault('default', { api }), '126')).toEqual({
      automatic: 'yes',
      changed: '2026-01-31 12:00:00',
    });
    expect(await passwordChange(vault('default', { api }), '123')).toEqual({ automatic: 'no', changed: undefined });
    expect(requestsOf(emulator)).toEqual(Array(2).fill(`GET /${api}/pam/credential`));
    expect(emulator.state().custodies).toEqual([]);
  });

  test.each([
    ['1', 'yes'],
    [1, 'yes'],
    [true, 'yes'],
    ['True', 'yes'],
    ['0', 'no'],
    [false, 'no'],
    [null, 'unknown'],
    [undefined, 'unknown'],
    ['', 'unknown'],
    ['maybe', 'unknown'],
  ])('automatic_change %j is %s', async (automatic_change, automatic) => {
    const { vault } = vaultAnswering({ 'GET /iso/pam/credential': { credentials: [{ id: 7, automatic_change }] } });
    expect((await passwordChange(vault, '7')).automatic).toBe(automatic);
    expect((await passwordChange(vault, '8')).automatic).toBe('unknown');
  });
});

describe('watchChange', () => {
  test.each(DIALECTS)('below /%s sees the change that a release has started', async (api) => {
    const { emulator, vault } = running();
    emulator.vault.settings.changeDelay = 20;
    const way = vault('default', { api });
    await readCredential(way, '126', () => Promise.resolve());
    const { changed } = await passwordChange(way, '126');
    await releaseCustody(way, '126');
    const effects = sharedClock();
    const started = effects.now();
    const seen = await watchChange(way, '126', changed, { bound: 60_000, effects });
    expect(seen).toEqual({ kind: 'changed', at: effects.now() });
    expect(effects.now() - started).toBeGreaterThanOrEqual(20_000);
    expect(effects.now() - started).toBeLessThan(26_000);
    expect(emulator.state().changes).toMatchObject([{ credential: '126', done: true }]);
  });

  test('ends with the bound, which is reached exactly, and looks a last time then', async () => {
    const { emulator, vault } = running();
    const effects = sharedClock();
    const before = '2026-01-31 12:00:00';
    expect(await watchChange(vault(), '126', before, { bound: 9500, effects })).toEqual({ kind: 'not-in-time' });
    expect(effects.sleeps).toEqual([1000, 2000, 4000, 2500]);
    expect(requestsOf(emulator)).toHaveLength(5);
  });

  test.each([
    ['a first change', undefined, '2026-02-01 00:00:00', 'changed'],
    ['another text', '2026-02-01 00:00:00', '01/02/2026 00:00:00', 'changed'],
    ['the same text', '2026-02-01 00:00:00', '2026-02-01 00:00:00', 'not-in-time'],
    ['a date that the list no longer has', '2026-02-01 00:00:00', null, 'not-in-time'],
  ])('%s', async (_, before, change, kind) => {
    const { vault } = vaultAnswering({ 'GET /iso/pam/credential': { credentials: [{ id: '7', change }] } });
    expect(await watchChange(vault, '7', before, { bound: 0, effects: recordedEffects() })).toMatchObject({ kind });
  });
});
