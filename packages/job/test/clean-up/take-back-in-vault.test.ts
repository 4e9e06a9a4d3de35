import { takeBackInVault } from '../../src/clean-up/take-back-in-vault.js';
import { EMPTY_LEDGER, enter, type Ledger } from '../../src/ledger/ledger.js';
import { readSettings } from '../../../core/src/settings/read-settings.js';
import type { SettingName } from '../../../core/src/settings/setting-table.js';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { recordedEffects } from '../../../core/test/http/support/client.js';
import { settingSources } from '../../../core/test/settings/create-settings.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    data: {
      authorizations: [
        {
          name: 'registrar',
          mayRegister: true,
          auth: { method: 'oauth2', clientId: 'fake-id', clientSecret: 'fake-client-secret' },
        },
      ],
      credentials: ['7', '8'].map((id) => ({ id, username: 'root', hostname: `db${id}`, password: 'fake-password' })),
      sshKeys: [{ id: '9', username: 'deploy', hostname: 'web' }],
    },
  });
});

afterAll(() => emulator.stop());

afterEach(() => {
  emulator.requests.clear();
});

async function takeBack(entry: Partial<Ledger>, texts: Partial<Record<SettingName, string>> = {}) {
  const settings = await readSettings(
    settingSources({
      url: emulator.url,
      'ca-certificate': emulator.ca,
      'client-id': 'fake-id',
      'client-secret': 'fake-client-secret',
      retries: '0',
      ...texts,
    }),
  );
  const results = await takeBackInVault(enter(EMPTY_LEDGER, entry), settings, recordedEffects());
  return { results, asked: emulator.requests.entries.map(({ method, path }) => `${method} ${path}`) };
}

test('nothing to do asks for nothing', async () => {
  const { results, asked } = await takeBack({ files: ['/t/x'], sshKeys: ['9'] });
  expect([results, asked]).toEqual([[], []]);
});

test('where there is no custody, or no such credential, nothing is called released and nothing has failed', async () => {
  const { results } = await takeBack({ custodies: ['7', '999'] });
  expect(results).toEqual([{ kind: 'done', what: 'There was no custody of 2 credentials to release: 7, 999.' }]);
});

test('release-custody: false leaves it and says so, without a request', async () => {
  const { results, asked } = await takeBack({ custodies: ['7'] }, { 'release-custody': 'false' });
  expect(results).toMatchObject([{ kind: 'left' }]);
  expect(asked).toEqual([]);
});

test('one failure keeps none of the others from being taken back', async () => {
  emulator.faults.add({
    match: { path: '/iso/pam/credential/custody/7' },
    times: 1,
    fault: { kind: 'status', status: 500 },
  });
  const { results } = await takeBack({ custodies: ['7', '8'], sshKeys: ['9'] }, { 'rotate-ssh-keys': 'true' });
  expect(results.map(({ kind }) => kind)).toEqual(['done', 'failed', 'done']);
  expect(results[1]?.what).toMatch(/credential 7 was not released.*status 500.*console/);
  expect(emulator.state().sshKeys).toMatchObject([{ id: '9', rotations: 1 }]);
});

test('the registered authorization is found again, used for the rest, and deactivated last', async () => {
  const context = { application: 'shop', system: 'ci', environment: 'test' };
  const { results, asked } = await takeBack(
    { custodies: ['7'], authorization: context },
    { 'revoke-authorization': 'true' },
  );
  expect(results.at(-1)).toEqual({ kind: 'done', what: 'Deactivated the authorization of shop / ci / test.' });
  expect(asked.at(-1)).toBe('DELETE /iso/dapp/application/authorization');
  const state = emulator.state().authorizations.find(({ application }) => application === 'shop');
  expect(state).toMatchObject({ active: false });
});

test('a vault that can not be reached is one failure with advice, and nothing is thrown', async () => {
  const { results } = await takeBack({ custodies: ['7'] }, { 'ca-certificate': '' });
  expect(results).toEqual([{ kind: 'failed', what: expect.stringMatching(/credential 7.*certificate/s) as string }]);
});
