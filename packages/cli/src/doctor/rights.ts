import {
  APIError,
  AuthenticationError,
  createDsmItems,
  failureMessage,
  listCredentials,
  type VaultSession,
} from '@senhasegura-action/core/internal';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import { listMySafe } from '../vault-run/listing.js';
import { fail, type Finding, ok, skip, warn } from './finding.js';

type Opened = VaultSession['opened'];

const COUNTS: Readonly<Record<string, (opened: Opened) => Promise<string>>> = {
  dsm: async ({ own }) => counted((await createDsmItems(own).every()).length, 'secret'),
  pam: async ({ own }) => counted((await listCredentials(own)).length, 'credential'),
  mysafe: async ({ mySafe }) => counted((await listMySafe(mySafe())).length, 'item'),
};

/** What the authorization may read. */
export async function checkRights(opened: Opened): Promise<readonly Finding[]> {
  const answers = Object.entries(COUNTS).map(async ([module, count]): Promise<ModuleAnswer> => {
    try {
      return { module, found: await count(opened) };
    } catch (error) {
      return { module, error };
    }
  });
  return rightsFindings(await Promise.all(answers));
}

function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`;
}

/** What came of reading a module's names: how much there is, e.g. `3 secrets`, or an error. */
type ModuleAnswer = { readonly module: string } & ({ readonly found: string } | { readonly error: unknown });

/** Modules that few authorizations are for. */
const SPECIAL: ReadonlySet<string> = new Set(['mysafe']);

/**
 * What the answers of all modules say of an authorization. Nothing at all is a failure; one module without rights may well be
 * meant so. Where nothing can be read and the vault does not accept who asks, the finding is on `authentication`.
 */
export function rightsFindings(answers: readonly ModuleAnswer[]): readonly Finding[] {
  const works = answers.some((answer) => 'found' in answer);
  const errors = answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
  const refusal = errors.find((error) => error instanceof AuthenticationError);
  if (!works && refusal !== undefined) {
    const what = 'the vault refuses what is asked with these credentials';
    return [fail('authentication', what, failureMessage(refusal), exitCodeOf(refusal))];
  }
  const findings = answers.map((answer) => findingOn(answer, works));
  if (findings.some(({ status }) => status !== 'warn')) return findings;
  const advice = 'Give the authorization access to a module and to secrets in the console.';
  return [...findings, fail('rights', 'the authorization can read nothing', advice, EXIT.notFound)];
}

/** @param works whether the authorization is of use for any module */
function findingOn(answer: ModuleAnswer, works: boolean): Finding {
  const check = `rights ${answer.module}`;
  if ('found' in answer) return ok(check, `can read ${answer.found}`);
  const { error } = answer;
  if (!(error instanceof APIError || error instanceof AuthenticationError)) {
    return fail(check, failureMessage(error), 'Try again.', exitCodeOf(error));
  }
  if (works && SPECIAL.has(answer.module) && error.status < 500) return skip(check, 'the authorization is not for it');
  return warn(check, failureMessage(error), 'Without use for this module there is nothing to do.');
}
