import {
  APIError,
  InputError,
  MissingSecretError,
  passwordChange,
  type PasswordChange,
  type SettingName,
  type Vault,
} from '@senhasegura-action/core/internal';
import type { Invocation } from '../command-line/parse-command-line.js';
import { isSwitchedOn } from '../settings/command-context.js';
import { numberIn } from '../vault-run/items.js';
import { releaseCommand } from '../vault-run/take-back.js';
import type { VaultRun } from '../vault-run/vault-run.js';

/** What the command line says of the custody that is taken for what is printed: without a word, the vault's list decides. */
export type CustodyWish = 'keep' | 'release' | 'by-the-list';

/** @throws {InputError} both */
export function custodyWish(invocation: Pick<Invocation, 'options'>): CustodyWish {
  const keep = isSwitchedOn(invocation, 'keep');
  const release = isSwitchedOn(invocation, 'release');
  if (keep && release) throw new InputError('--keep and --release do not go together: give one of them, or neither.');
  if (keep) return 'keep';
  return release ? 'release' : 'by-the-list';
}

/** The setting that does what is wished, whatever the environment and the configuration file say. */
export function releaseSetting(wish: CustodyWish): Readonly<Partial<Record<SettingName, string>>> {
  return wish === 'by-the-list' ? {} : { 'release-custody': String(wish === 'release') };
}

/** What becomes of the custody once the password has been printed. */
export type CustodyAfter =
  | { readonly kind: 'released' }
  /** `why` ends the sentence "it is kept: ...". */
  | { readonly kind: 'kept'; readonly why: string };

const RELEASED: CustodyAfter = Object.freeze({ kind: 'released' });

/**
 * Where the vault changes a password by itself, the release starts the change, and what was printed is worth nothing
 * (contract section 4). So where nobody decided, the list is asked, which takes no custody; where it can't say, custody stays.
 * @throws {AuthenticationError}, {TransportError} of the vault
 */
export async function custodyAfter(
  wish: CustodyWish,
  { settings, session }: Pick<VaultRun, 'settings' | 'session'>,
): Promise<CustodyAfter> {
  const ids = settings.selections.flatMap(({ target }) =>
    target.kind === 'item' && target.source === 'pam' ? [target.id] : [],
  );
  if (ids.length === 0) return RELEASED;
  if (!settings.releaseCustody) {
    return { kind: 'kept', why: wish === 'keep' ? '--keep is given' : 'release-custody is false' };
  }
  if (wish === 'release') return RELEASED;
  switch (await automaticChanges((await session.authorized()).vault, ids)) {
    case 'no':
      return RELEASED;
    case 'yes':
      return {
        kind: 'kept',
        why: 'its release would change the password, and what was printed would be worth nothing',
      };
    case 'unknown':
      return { kind: 'kept', why: 'the list does not say whether its release would change the password' };
  }
}

/** Of several credentials, what asks for the most care. */
async function automaticChanges(vault: Vault, ids: readonly string[]): Promise<PasswordChange['automatic']> {
  const changes = new Set<PasswordChange['automatic']>();
  for (const id of new Set(ids)) changes.add(await automaticChange(vault, id));
  if (changes.has('yes')) return 'yes';
  return changes.has('unknown') ? 'unknown' : 'no';
}

/** What is wrong with the credential itself, its read tells: a list that is refused just can't say. */
async function automaticChange(vault: Vault, id: string): Promise<PasswordChange['automatic']> {
  try {
    return (await passwordChange(vault, await numberIn(vault, 'pam', id))).automatic;
  } catch (error) {
    if (error instanceof APIError || error instanceof MissingSecretError) return 'unknown';
    throw error;
  }
}

/** Leaves custody with whoever called the command, who ends it. @returns what to tell them */
export function handOver(
  { ledger }: Pick<VaultRun, 'ledger'>,
  why: string,
  invocation: Pick<Invocation, 'settings'>,
): string {
  const ids = ledger.current.custodies;
  ledger.strikeCustodies(ids);
  return `The custody of credential ${ids.join(', ')} is kept: ${why}. End it with: ${releaseCommand(ids, invocation)}`;
}
