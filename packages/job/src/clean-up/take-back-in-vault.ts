import {
  failureMessage,
  type HttpEffects,
  type OpenVault,
  openVault,
  type Settings,
} from '@senhasegura-action/core/internal';
import type { Ledger } from '../ledger/ledger.js';
import type { CleanUpResult } from './clean-up-step.js';
import { releaseCustodies } from './release-custodies.js';
import { revokeRegistered } from './revoke-registered.js';
import { rotateSshKeys } from './rotate-ssh-keys.js';
import { vaultOfLedger } from './vault-of-ledger.js';
import { wantedOfVault } from './wanted-of-vault.js';

/** Takes back what lies in the vault: custodies first, keys next, the authorization last, because all else needs it. */
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
    return [
      ...left,
      ...(await releaseCustodies(wanted.release, vault)).results,
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

function leftAlone({ custodies }: Ledger, { releaseCustody }: Settings): readonly CleanUpResult[] {
  if (releaseCustody || custodies.length === 0) return [];
  return [
    {
      kind: 'left',
      what: `Custody stays with this authorization (release-custody is false): ${custodies.join(', ')}.`,
    },
  ];
}
