import { accountsLeft, endAccounts } from '../../src/clean-up/end-accounts.js';
import { createJitItems } from '../../../core/src/vault/dsm/jit-items.js';
import { eachWithVault } from '../../../core/test/vault/support/emulated-vault.js';
import type { AccountsOfPod } from '../../src/accounts/run-accounts.js';

const POD = { podName: '17-1-test-x1', deploy: 'CI', namespace: 'acme/shop' };
const ASKED = Date.UTC(2026, 10, 25, 21, 30, 5);
const running = eachWithVault();

async function made(): Promise<AccountsOfPod & { readonly made: NonNullable<AccountsOfPod['made']> }> {
  let entry: AccountsOfPod = { pod: POD, asked: ASKED };
  const items = createJitItems(running().vault('jit'), POD, {
    beforeProvisioning: () => Promise.resolve(),
    afterProvisioning: (_, accounts) => Promise.resolve(void (entry = { ...entry, made: accounts })),
  });
  await items.every();
  return { ...entry, made: entry.made ?? [] };
}

test('accounts are ended, and those that had ended already are no failure', async () => {
  const { emulator, vault } = running();
  const entry = await made();
  expect(emulator.state().accounts).toHaveLength(2);
  emulator.vault.clock.advance(601_000);
  const { left, results } = await endAccounts([entry], vault('jit'));
  expect(results).toEqual([
    { kind: 'done', what: 'Ended the account of the pod 17-1-test-x1: "jit-database".' },
    {
      kind: 'done',
      what: 'There was nothing to end any more of the account of the pod 17-1-test-x1: "jit-cache".',
    },
  ]);
  expect(left).toEqual([{ ...entry, made: [] }]);
  expect(emulator.state().accounts).toEqual([]);
});

test('one that fails keeps no other alive; it is told until when it lives, and stays in the ledger', async () => {
  const { emulator, vault } = running();
  const entry = await made();
  emulator.faults.add({ match: { path: '*deprovision' }, fault: { kind: 'status', status: 500 }, times: 1 });
  const { left, results } = await endAccounts([entry], vault('jit'));
  expect(results.map(({ kind }) => kind)).toEqual(['done', 'failed']);
  const [rest] = left[0]?.made ?? [];
  expect(emulator.state().accounts).toMatchObject([{ secretId: rest?.id, expires: rest?.expirationDate }]);
  const until = `It ends by itself at "${rest?.expirationDate ?? ''}", as the vault says.`;
  expect(results[1]?.what).toContain(until);
  expect(results[1]?.what).toMatch(/status 500.*console/);
  expect(results[1]?.summary).toContain(until);
  expect(accountsLeft(left)).toEqual([expect.stringContaining(until)]);
});

test('where no answer told what was made, the time to live is counted from when it was asked', async () => {
  const { emulator, vault } = running();
  const entry = { pod: POD, asked: ASKED };
  const { left, results } = await endAccounts([entry], vault('jit'));
  expect(results).toMatchObject([
    {
      kind: 'failed',
      what: expect.stringMatching(
        /asked at 2026-11-25 21:30:05 UTC for accounts of the pod 17-1-test-x1.*each ephemeral secret.*time to live.*counted from then.*console/,
      ) as string,
    },
  ]);
  expect(left).toEqual([entry]);
  expect(accountsLeft([entry])).toEqual([expect.stringContaining('17-1-test-x1')]);
  expect(emulator.requests.entries).toEqual([]);
});

test('an id that is none is told of, and nothing is sent', async () => {
  const { emulator, vault } = running();
  const account = { id: '../7', identity: 'db', expirationDate: undefined };
  const { results } = await endAccounts([{ pod: POD, asked: ASKED, made: [account] }], vault('jit'));
  expect(results).toMatchObject([
    { kind: 'failed', what: expect.stringMatching(/has to be an id.*time to live/) as string },
  ]);
  expect(emulator.requests.entries).toEqual([]);
});
