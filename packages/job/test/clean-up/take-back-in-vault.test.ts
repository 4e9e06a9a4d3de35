import { patienceOf, takeBackInVault, wantedOfVault } from '../../src/clean-up/take-back-in-vault.js';
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

test('accounts alone are reason to ask, and are ended beside the custodies', async () => {
  const pod = { podName: '17-1-test-x1', deploy: 'CI', namespace: 'acme/shop' };
  const made = [{ id: '77', identity: 'db', expirationDate: undefined }];
  const { results, asked } = await takeBack({ accounts: [{ pod, asked: 1, made }] });
  expect(results).toEqual([{ kind: 'done', what: expect.stringContaining('"db"') as string }]);
  expect(asked).toContain('POST /iso/coe/dapp/deprovision');
  const both = await takeBack(
    { custodies: ['7'], accounts: [{ pod, asked: 1, made }] },
    { 'release-custody': 'false' },
  );
  expect(both.results.map(({ kind }) => kind)).toEqual(['left', 'done']);
});

test('a vault that can not be reached is one failure with advice, and nothing is thrown', async () => {
  const { results } = await takeBack({ custodies: ['7'] }, { 'ca-certificate': '' });
  expect(results).toEqual([{ kind: 'failed', what: expect.stringMatching(/credential 7.*certificate/s) as string }]);
});

test('an SSH key that is not there has nothing to rotate, and one that can not be rotated is told of', async () => {
  emulator.faults.add({
    match: { path: '/api/pam/sshkey/9/rotate' },
    times: 1,
    fault: { kind: 'status', status: 500 },
  });
  const { results } = await takeBack({ sshKeys: ['404', '9'] }, { 'rotate-ssh-keys': 'true' });
  expect(results).toEqual([
    { kind: 'left', what: 'There is no SSH key 404 to rotate.' },
    { kind: 'failed', what: expect.stringMatching(/^The SSH key 9 was not rotated: POST .*status 500/) as string },
  ]);
});

test('an authorization that can not be deactivated is told of, with what to do', async () => {
  emulator.faults.add({
    match: { path: '/iso/dapp/application/authorization', method: 'DELETE' },
    times: 1,
    fault: { kind: 'status', status: 500 },
  });
  const authorization = { application: 'till', system: 'ci', environment: 'test' };
  const { results } = await takeBack({ authorization }, { 'revoke-authorization': 'true' });
  const said =
    /^Could not deactivate the authorization of till \/ ci \/ test: .*status 500.* Deactivate it in the console\.$/;
  expect(results).toEqual([{ kind: 'failed', what: expect.stringMatching(said) as string }]);
});

test('a change is waited for where custody was released, and nowhere else', async () => {
  emulator.vault.pam.custodies.take('7', 'registrar');
  const oneTime = ['7', '8'].map((id) => ({ id, changed: undefined }));
  const { results } = await takeBack({ custodies: ['7', '8'], oneTime }, { 'change-wait': '1' });
  expect(results.map(({ kind, summary }) => [kind, summary])).toEqual([
    ['done', undefined],
    ['done', undefined],
    ['failed', 'pam:7: not changed in time, the password may still be good'],
  ]);
});

test('a vault that refuses the registration is one failure, and what the settings leave is told first', async () => {
  const authorization = { application: 'shop', system: 'ci', environment: 'test' };
  const { results } = await takeBack(
    { custodies: ['7'], authorization },
    { 'release-custody': 'false', 'revoke-authorization': 'true', 'client-secret': 'fake-wrong' },
  );
  expect(results).toEqual([
    { kind: 'left', what: 'Custody stays with this authorization (release-custody is false): 7.' },
    { kind: 'failed', what: expect.stringMatching(/^The vault could not be asked to take anything back: /) as string },
  ]);
});

describe('what is asked of the vault', () => {
  const ledger = enter(EMPTY_LEDGER, {
    ...{ custodies: ['7'], sshKeys: ['9'], authorization: { application: 'a', system: 's', environment: 'e' } },
  });
  const all = { releaseCustody: true, rotateSshKeys: true, revokeAuthorization: true };

  test('is what the settings say of what the ledger has', () => {
    const { authorization: revoke } = ledger;
    expect(wantedOfVault(ledger, all)).toEqual({ release: ['7'], rotate: ['9'], revoke });
    expect(wantedOfVault(ledger, { ...all, releaseCustody: false })).toEqual({ release: [], rotate: ['9'], revoke });
    expect(wantedOfVault(ledger, { ...all, rotateSshKeys: false })).toEqual({ release: ['7'], rotate: [], revoke });
    const kept = { release: ['7'], rotate: ['9'], revoke: undefined };
    expect(wantedOfVault(ledger, { ...all, revokeAuthorization: false })).toEqual(kept);
  });

  test.each(['releaseCustody', 'rotateSshKeys', 'revokeAuthorization'] as const)(
    'is something for %s alone',
    (name) => {
      const none = { releaseCustody: false, rotateSshKeys: false, revokeAuthorization: false };
      expect(wantedOfVault(ledger, { ...none, [name]: true })).toBeDefined();
      expect(wantedOfVault(ledger, none)).toBeUndefined();
      expect(wantedOfVault(EMPTY_LEDGER, all)).toBeUndefined();
    },
  );
});

test('a read that got no answer is waited for as long as main would have waited, from when it was sent, by no later clock', async () => {
  const settings = await readSettings(settingSources({ url: emulator.url, 'access-token': 'fake', timeout: '30' }));
  const effects = recordedEffects();
  const until = (asked?: number) =>
    patienceOf({ ...EMPTY_LEDGER, ...(asked === undefined ? {} : { asked }) }, settings, effects).until;
  expect(until(effects.now() - 5000)).toBe(effects.now() + 25_000);
  expect(until(effects.now() + 5000)).toBe(effects.now() + 30_000);
  expect(until()).toBe(0);
  const ledger = { ...EMPTY_LEDGER, custodies: ['7', '8'], answered: ['8'], repeated: ['7'] };
  expect(patienceOf(ledger, settings, effects)).toMatchObject({
    ...{ timeout: 30_000, isUnreachable: false, unanswered: new Set(['7']), repeated: new Set(['7']) },
  });
  expect(patienceOf(ledger, settings, effects, true).isUnreachable).toBe(true);
});
