import { InputError } from '../../../src/errors/senhasegura-error.js';
import { saveInformation } from '../../../src/vault/pam/information.js';
import { failureOf } from '../../http/support/client.js';
import { eachWithVault, quickSample, requestsOf } from '../support/emulated-vault.js';
import { vaultAnswering } from '../vault-answering.js';
import { expectRefusal, READ_ONLY } from '../support/refusal.js';

const sample = quickSample();
const few: (typeof sample.authorizations)[number] = {
  name: 'few',
  auth: { method: 'oauth2', clientId: 'emulator-few-id', clientSecret: 'fake-few-secret' },
  credentials: [],
};
const running = eachWithVault({ data: { ...sample, authorizations: [...sample.authorizations, few] } });

describe('saveInformation', () => {
  test('creates, and writes anew', async () => {
    const { emulator, vault } = running();
    const { identifier } = await saveInformation(vault(), {
      identifier: 'licence-2',
      content: 'fake\nlines\n',
      name: 'Licence',
      type: 'Text',
    });
    expect(identifier).toBe('licence-2');
    await saveInformation(vault(), { identifier: 'licence-2', content: 'fake-new' });
    const stored = [...emulator.vault.pam.information.values()].find((info) => info.identifier === 'licence-2');
    expect(stored).toMatchObject({ content: 'fake-new', name: 'Licence' });
  });

  test('an answer without an id tells the identifier, one that has an id tells both', async () => {
    const input = { identifier: 'licence-3', content: 'fake' };
    expect(await saveInformation(running().vault(), input)).toEqual({ id: undefined, identifier: 'licence-3' });
    const { vault } = vaultAnswering({ 'POST /iso/pam/info': { info: { id: '7', tag: 'licence-3' } } });
    expect(await saveInformation(vault, input)).toEqual({ id: '7', identifier: 'licence-3' });
  });

  test.each([
    ['with an identifier', { identifier: 'x', content: 'fake' }, 2],
    ['without one', { content: 'fake' }, 1],
  ])('after a lost answer, %s, asks as often as is safe', async (_, input, times) => {
    const { emulator, vault } = running();
    emulator.faults.add({ match: { path: '/iso/pam/info' }, fault: { kind: 'reset', when: 'after' } });
    await saveInformation(vault('default', { retries: 2 }), input).catch(() => undefined);
    expect(requestsOf(emulator)).toHaveLength(times);
    expect(emulator.vault.pam.information.size).toBe(3);
  });

  test('is refused to who may only read, and for one out of reach', async () => {
    await expectRefusal(saveInformation(running().vault('read-only'), { content: 'fake-content' }), READ_ONLY);
    const work = saveInformation(running().vault('few'), { identifier: 'licence', content: 'fake-content' });
    await expectRefusal(work, { status: 400, vaultCode: 1009, advice: /Give the authorization access/ });
  });

  test('an empty content is refused before it asks', async () => {
    const { emulator, vault } = running();
    expect(await failureOf(saveInformation(vault(), { content: '' }))).toBeInstanceOf(InputError);
    expect(emulator.requests.entries).toEqual([]);
  });
});
