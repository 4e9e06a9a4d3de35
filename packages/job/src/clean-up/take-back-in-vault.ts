import {
  APIError,
  type ApplicationContext,
  failureMessage,
  type HttpEffects,
  type OpenVault,
  openVault,
  registerAuthorization,
  revokeAuthorization,
  rotateSshKey,
  type Settings,
  type Vault,
} from '@senhasegura-action/core/internal';
import { type Ledger, unanswered } from '../ledger/ledger.js';
import { awaitChanges } from './await-changes.js';
import { releaseCustodies, type ReleasePatience } from './release-custodies.js';
import type { CleanUpResult } from './result.js';

/** What of the ledger has to be asked of the vault, given the settings. */
export interface WantedOfVault {
  readonly release: readonly string[];
  readonly end: Ledger['accounts'];
  readonly rotate: readonly string[];
  readonly revoke: Ledger['authorization'];
}

/** `undefined` where the clean-up has nothing to ask of the vault. */
export function wantedOfVault(
  { custodies, accounts: end, sshKeys, authorization }: Ledger,
  {
    releaseCustody,
    rotateSshKeys,
    revokeAuthorization,
  }: Pick<Settings, 'releaseCustody' | 'rotateSshKeys' | 'revokeAuthorization'>,
): WantedOfVault | undefined {
  const release = releaseCustody ? custodies : [];
  const rotate = rotateSshKeys ? sshKeys : [];
  const revoke = revokeAuthorization ? authorization : undefined;
  if (release.length + rotate.length === 0 && end === undefined && revoke === undefined) return undefined;
  return { release, end, rotate, revoke };
}

/** Takes back what lies in the vault: custodies and accounts first, keys next, the authorization last, because all else needs it. */
export async function takeBackInVault(
  ledger: Ledger,
  settings: Settings,
  effects: HttpEffects,
): Promise<readonly CleanUpResult[]> {
  const wanted = wantedOfVault(ledger, settings);
  const left = leftAlone(ledger, settings);
  if (wanted === undefined) return left;
  let opened: OpenVault | undefined;
  try {
    opened = openVault(settings, effects);
    const vault = await vaultOfLedger(ledger, opened, effects);
    const [{ released, results }, ended] = await Promise.all([
      releaseCustodies(wanted.release, vault, patienceOf(ledger, settings, effects)),
      accountsEnded(wanted.end, vault),
    ]);
    // What was not released has started no change that could be waited for.
    const changing = (ledger.oneTime ?? []).filter(({ id }) => released.includes(id));
    return [
      ...left,
      ...results,
      ...ended,
      ...(await awaitChanges(changing, vault, settings.changeWait, effects)),
      ...(await rotateSshKeys(wanted.rotate, vault)),
      ...(wanted.revoke === undefined ? [] : [await revokeRegistered(wanted.revoke, vault)]),
    ];
  } catch (error) {
    return [
      ...left,
      { kind: 'failed', what: `The vault could not be asked to take anything back: ${failureMessage(error)}` },
    ];
  } finally {
    await opened?.close();
  }
}

/** Few runs have accounts: the code for them is loaded where there are some. */
async function accountsEnded(accounts: Ledger['accounts'], vault: Vault): Promise<readonly CleanUpResult[]> {
  if (accounts === undefined) return [];
  const { endAccounts } = await import('./end-accounts.js');
  return (await endAccounts(accounts, vault)).results;
}

/** A read that was sent and not answered is at work in the vault for as long as its answer was waited for, and no longer. */
export function patienceOf(
  ledger: Ledger,
  { connection: { timeout } }: Settings,
  effects: HttpEffects,
  isUnreachable = false,
): ReleasePatience {
  const until = ledger.asked === undefined ? 0 : Math.min(ledger.asked, effects.now()) + timeout;
  return {
    ...{ effects, timeout, isUnreachable },
    unanswered: unanswered(ledger),
    repeated: new Set(ledger.repeated),
    until,
  };
}

/** What stays in the vault because the settings say so. */
export function leftAlone(
  { custodies }: Ledger,
  { releaseCustody }: Pick<Settings, 'releaseCustody'>,
): readonly CleanUpResult[] {
  if (releaseCustody || custodies.length === 0) return [];
  return [
    {
      kind: 'left',
      what: `Custody stays with this authorization (release-custody is false): ${custodies.join(', ')}.`,
    },
  ];
}

/**
 * The vault as the main step saw it. The credentials of an authorization that it registered are secrets, so no ledger holds
 * them: the vault gives them again to whoever may register it.
 */
async function vaultOfLedger(
  { authorization }: Ledger,
  opened: OpenVault,
  effects: Pick<HttpEffects, 'onSecret'>,
): Promise<Vault> {
  if (authorization === undefined) return opened.own;
  const credentials = await registerAuthorization(authorization, {
    own: opened.own,
    onSecret: (value) => {
      effects.onSecret(value);
    },
  });
  return opened.as(credentials);
}

/** "SSH key not found": an optional one, for instance. */
const NOT_FOUND = 1015;

/** Rotates the SSH keys that were used. */
async function rotateSshKeys(ids: readonly string[], vault: Vault): Promise<readonly CleanUpResult[]> {
  return Promise.all(
    ids.map(async (id): Promise<CleanUpResult> => {
      try {
        await rotateSshKey(vault, id);
        return { kind: 'done', what: `Rotated the SSH key ${id}.` };
      } catch (error) {
        if (error instanceof APIError && error.vaultCode === NOT_FOUND) {
          return { kind: 'left', what: `There is no SSH key ${id} to rotate.` };
        }
        return { kind: 'failed', what: `The SSH key ${id} was not rotated: ${failureMessage(error)}` };
      }
    }),
  );
}

/** Deactivates the authorization that `vault` calls with: the last call of a run. */
async function revokeRegistered(
  { application, system, environment }: ApplicationContext,
  vault: Vault,
): Promise<CleanUpResult> {
  const what = `the authorization of ${application} / ${system} / ${environment}`;
  try {
    await revokeAuthorization(vault);
    return { kind: 'done', what: `Deactivated ${what}.` };
  } catch (error) {
    return {
      kind: 'failed',
      what: `Could not deactivate ${what}: ${failureMessage(error)} Deactivate it in the console.`,
    };
  }
}
