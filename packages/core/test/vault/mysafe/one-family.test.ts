import { listMySafe, readMySafeEntity } from '../../../src/vault/mysafe/read-mysafe.js';
import {
  createMySafe,
  MYSAFE_API_SECRETS,
  MYSAFE_NOTES,
  MYSAFE_PASSWORDS,
  updateMySafe,
} from '../../../src/vault/mysafe/write-mysafe.js';
import type { Vault } from '../../../src/vault/vault.js';
import { undocumented } from '../support/documented.js';
import { eachWithVault, requestsOf } from '../support/emulated-vault.js';

// Before the vault's own hook, which ends it.
afterEach(() => {
  expect(undocumented(requestsOf(running().emulator))).toEqual([]);
});
const running = eachWithVault();

interface Case {
  readonly what: string;
  readonly act: (vault: Vault) => Promise<unknown>;
  readonly is: unknown;
}

const kindMissing = expect.objectContaining({ kind: 'missing' }) as unknown;
const kindFound = expect.objectContaining({ kind: 'found' }) as unknown;
const anId = expect.stringMatching(/^\d+$/) as unknown;

/** MySafe is below /api alone, its token too. */
const MYSAFE: readonly Case[] = [
  ...(
    [
      ['mysafe-password', '197'],
      ['mysafe-note', '12'],
      ['mysafe-api', '5'],
    ] as const
  ).map(([source, id]) => ({
    what: `${source}:${id}`,
    act: (vault: Vault) => readMySafeEntity(vault, source, id),
    is: kindFound,
  })),
  {
    what: 'mysafe-note: of what is not there',
    act: (vault) => readMySafeEntity(vault, 'mysafe-note', '999'),
    is: kindMissing,
  },
  ...[MYSAFE_PASSWORDS, MYSAFE_NOTES, MYSAFE_API_SECRETS].map((kind) => ({
    what: `list, ${kind.what}`,
    act: async (vault: Vault) => (await listMySafe(vault, kind)).length > 0,
    is: true,
  })),
  { what: 'write a note', act: (vault) => createMySafe(vault, MYSAFE_NOTES, { name: 'N', note: 'fake' }), is: anId },
  { what: 'change a note', act: (vault) => updateMySafe(vault, MYSAFE_NOTES, '12', { note: 'fake' }), is: undefined },
  {
    what: 'write a password',
    act: (vault) => createMySafe(vault, MYSAFE_PASSWORDS, { name: 'N', password: 'fake' }),
    is: anId,
  },
  {
    what: 'change a password',
    act: (vault) => updateMySafe(vault, MYSAFE_PASSWORDS, '197', { password: 'fake' }),
    is: undefined,
  },
  {
    what: 'write an API secret',
    act: (vault) => createMySafe(vault, MYSAFE_API_SECRETS, { name: 'N', clientSecret: 'fake' }),
    is: anId,
  },
  {
    what: 'change an API secret',
    act: (vault) => updateMySafe(vault, MYSAFE_API_SECRETS, '5', { clientSecret: 'fake' }),
    is: undefined,
  },
];

describe.each(['iso', 'api'] as const)('MySafe on a vault that speaks /%s alone', (family) => {
  test.each(MYSAFE)('$what', async ({ act, is }) => {
    running().emulator.vault.settings.families = [family];
    const work = act(running().open('mysafe').mySafe());
    if (family === 'api') expect(await work).toEqual(is);
    else await expect(work).rejects.toThrow('The vault has no such route');
  });
});
