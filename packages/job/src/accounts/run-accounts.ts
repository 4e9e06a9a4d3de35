import { randomBytes } from 'node:crypto';
import type { Pod, ProvisionedAccount, RunAccounts } from '@senhasegura-action/core/internal';
import type { JobOrigin } from './job-origin.js';

/** Accounts that the vault was asked to make for one run. */
export interface AccountsOfPod {
  /** No other run has a pod of this name. */
  readonly pod: Pod;
  /** When the vault was asked: milliseconds since 1970. */
  readonly asked: number;
  /** Those of them that have not been ended; absent until the vault has answered. */
  readonly made?: readonly ProvisionedAccount[];
}

/**
 * The accounts of this run.
 * @param keep has the pod before the vault is asked, and what it made as soon as it has answered
 */
export function runAccounts(
  keep: (accounts: AccountsOfPod) => Promise<void>,
  origin: JobOrigin,
  now: () => number = Date.now,
): RunAccounts {
  let asked = now();
  return {
    pod: podOf(origin),
    beforeProvisioning: (pod) => {
      asked = now();
      return keep({ pod, asked });
    },
    afterProvisioning: (pod, made) => keep({ pod, asked, made }),
  };
}

/** Hexadecimal digits that nobody else draws: two legs of a matrix differ in nothing else. */
const newRandom = (): string => randomBytes(5).toString('hex');

/**
 * The pod that a job is to the vault (contract section 3): whoever finds it in a database's log finds the run. The name is a label
 * of RFC 1123, as names of pods are: run, attempt, job and a random part, cut where that is too long. The others are as they are.
 */
export function podOf(origin: JobOrigin, random: () => string = newRandom): Pod {
  const last = random();
  const run = cut(folded(`${origin.run}-${origin.attempt}`), LONGEST_RUN);
  const job = cut(folded(origin.job), LONGEST_LABEL - run.length - last.length - 2);
  return {
    podName: [run, job, last].filter((part) => part !== '').join('-'),
    deploy: onOneLine(origin.workflow),
    namespace: onOneLine(origin.repository),
  };
}

const LONGEST_LABEL = 63;
/** A run and its attempt have some twenty digits at most. */
const LONGEST_RUN = 30;
/** As long as a name of several labels can be (RFC 1123 section 2.1). */
const LONGEST_NAME = 253;

/** In `a` to `z`, digits and single hyphens, with a letter or digit at both ends; accents go. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

const cut = (label: string, length: number): string => label.slice(0, length).replace(/-$/, '');

/** No route takes an empty one, or several lines. */
function onOneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ').trim();
  return line === '' ? 'senhasegura' : Array.from(line).slice(0, LONGEST_NAME).join('').trim();
}
