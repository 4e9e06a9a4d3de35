import { InputError } from '../errors/senhasegura-error.js';
import { placeOf, type Selection } from '../references/selection.js';
import type { Reading } from '../values/reading.js';
import { type PasswordChange, passwordChanges } from '../vault/pam/password-change.js';
import type { Vault } from '../vault/vault.js';

/** A credential that is for one job: the clean-up waits until the vault has changed its password. */
export interface OneTimeCredential {
  readonly id: string;
  /** When the password was last changed before this run, in the vault's own words; `undefined` for never. */
  readonly changed: string | undefined;
}

/**
 * The credentials of `one-time` selections, before anything is read: whoever must know them is told in time. One list is asked
 * for, which takes no custody. What is not there is left to the reading, which tells of it.
 * @param idOf the id behind an id, an identifier or `username@hostname`
 * @throws {InputError} all credentials whose password the vault does not change by itself, or of which the list can't say it;
 *   {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function oneTimeCredentials(
  vault: Vault,
  selections: readonly Pick<Selection, 'target' | 'text' | 'line' | 'modifiers'>[],
  idOf: (reference: string) => Promise<Reading<string>>,
): Promise<readonly OneTimeCredential[]> {
  const wanted = selections.filter(({ modifiers }) => modifiers.oneTime);
  if (wanted.length === 0) return [];
  const changeOf = await passwordChanges(vault);
  const problems: string[] = [];
  const found = new Map<string, OneTimeCredential>();
  for (const selection of wanted) {
    const id = selection.target.kind === 'item' ? await idOf(selection.target.id) : undefined;
    if (id === undefined || 'problem' in id) continue;
    const change = changeOf(id.ok);
    const refusal = oneTimeRefusal(change);
    if (refusal === undefined) found.set(id.ok, { id: id.ok, changed: change.changed });
    else problems.push(`${placeOf(selection)}: ${refusal}`);
  }
  if (problems.length > 0) throw new InputError(problems);
  return [...found.values()];
}

/** Why a credential can't be for one job, with advice; `undefined` where the vault changes its password by itself. */
export function oneTimeRefusal({ automatic }: PasswordChange): string | undefined {
  if (automatic === 'yes') return undefined;
  const why =
    automatic === 'no'
      ? 'the list says that the vault does not change the password of this credential by itself'
      : 'the list does not say whether the vault changes the password of this credential by itself';
  return `${why}, so it can not be for one job. Configure an automatic change in the console, or remove one-time.`;
}
