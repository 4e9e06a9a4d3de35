import type { Ledger } from '../ledger/ledger.js';
import type { Settings } from '@senhasegura-action/core/internal';

/** What of the ledger has to be asked of the vault, given the settings. */
export interface WantedOfVault {
  readonly release: readonly string[];
  readonly rotate: readonly string[];
  readonly revoke: Ledger['authorization'];
}

/** `undefined` where the clean-up has nothing to ask of the vault. */
export function wantedOfVault(
  { custodies, sshKeys, authorization }: Ledger,
  {
    releaseCustody,
    rotateSshKeys,
    revokeAuthorization,
  }: Pick<Settings, 'releaseCustody' | 'rotateSshKeys' | 'revokeAuthorization'>,
): WantedOfVault | undefined {
  const release = releaseCustody ? custodies : [];
  const rotate = rotateSshKeys ? sshKeys : [];
  const revoke = revokeAuthorization ? authorization : undefined;
  if (release.length === 0 && rotate.length === 0 && revoke === undefined) return undefined;
  return { release, rotate, revoke };
}
