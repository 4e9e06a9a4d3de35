import {
  endAccount,
  failureMessage,
  type ProvisionedAccount,
  quoteText,
  type Vault,
} from '@senhasegura-action/core/internal';
import type { AccountsOfPod } from '../accounts/run-accounts.js';
import type { CleanUpResult } from './result.js';

export interface EndedAccounts {
  /** The same entries for the ledger, without the accounts that have ended. */
  readonly left: readonly AccountsOfPod[];
  readonly results: readonly CleanUpResult[];
}

/**
 * Ends the accounts that were made for this run, all at the same time. One that fails keeps none of the others; where no answer
 * told what was made, only time ends it, which is said.
 */
export async function endAccounts(accounts: readonly AccountsOfPod[], vault: Vault): Promise<EndedAccounts> {
  const ended = await Promise.all(accounts.map((entry) => endAccountsOf(entry, vault)));
  return { left: ended.map(({ left }) => left), results: ended.flatMap(({ results }) => results) };
}

interface Ended {
  readonly left: AccountsOfPod;
  readonly results: readonly CleanUpResult[];
}

async function endAccountsOf(entry: AccountsOfPod, vault: Vault): Promise<Ended> {
  const { pod, made } = entry;
  if (made === undefined) return { left: entry, results: [lost(entry)] };
  const outcomes = await Promise.all(
    made.map(async (account) => {
      try {
        return { account, kind: (await endAccount(vault, pod, account.id)) ? ('ended' as const) : ('gone' as const) };
      } catch (error) {
        return { account, kind: 'failed' as const, why: failureMessage(error) };
      }
    }),
  );
  const namesOf = (kind: 'ended' | 'gone'): readonly string[] =>
    outcomes.flatMap((outcome) => (outcome.kind === kind ? [quoteText(outcome.account.identity)] : []));
  const done = (names: readonly string[], sentence: (what: string) => string): readonly CleanUpResult[] => {
    const what = `${names.length === 1 ? 'the account' : `${names.length} accounts`} of the pod ${pod.podName}`;
    return names.length === 0 ? [] : [{ kind: 'done', what: `${sentence(what)}: ${names.join(', ')}.` }];
  };
  return {
    left: { ...entry, made: outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.account] : [])) },
    results: [
      ...done(namesOf('ended'), (what) => `Ended ${what}`),
      ...done(namesOf('gone'), (what) => `There was nothing to end any more of ${what}`),
      ...outcomes.flatMap((outcome) =>
        outcome.kind === 'failed' ? [notEnded(outcome.account, pod, outcome.why)] : [],
      ),
    ],
  };
}

function notEnded(account: ProvisionedAccount, { podName }: AccountsOfPod['pod'], why: string): CleanUpResult {
  return {
    kind: 'failed',
    what: `The account ${quoteText(account.identity)} (secret ${quoteText(account.id)}) of the pod ${podName} was not ended: ${why} ${endOf(account)} End it in the console where that is too late.`,
    summary: `jit:${account.identity}, pod ${podName}: not ended. ${endOf(account)}`,
  };
}

function endOf({ expirationDate }: ProvisionedAccount): string {
  return expirationDate === undefined
    ? 'It ends by itself when its time to live is over.'
    : `It ends by itself at ${quoteText(expirationDate)}, as the vault says.`;
}

function lost(entry: AccountsOfPod): CleanUpResult {
  return {
    kind: 'failed',
    what: `${lostSentence(entry)} To end them before, look in the console for that pod.`,
    summary: lostSentence(entry),
  };
}

function lostSentence({ pod, asked }: AccountsOfPod): string {
  return `The vault was asked at ${utc(asked)} for accounts of the pod ${pod.podName}, and did not say what it made: there may be one for each ephemeral secret of the authorization. Each ends by itself when its time to live is over, counted from then.`;
}

const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** What may live on in the vault where it can't be asked: a phrase for each account, or each pod whose accounts nobody knows. */
export function accountsLeft(accounts: readonly AccountsOfPod[]): readonly string[] {
  return accounts.flatMap((entry) => {
    const { pod, made } = entry;
    if (made === undefined) return [`accounts of the pod ${pod.podName}: ${lostSentence(entry)}`];
    return made.map(
      (account) => `the account ${quoteText(account.identity)} of the pod ${pod.podName}: ${endOf(account)}`,
    );
  });
}
