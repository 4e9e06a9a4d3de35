import {
  APIError,
  AuthenticationError,
  createDsmItems,
  failureMessage,
  listCredentials,
  type VaultSession,
} from '@senhasegura-action/core';
import { EXIT, exitCodeOf } from '../entry/exit-code.js';
import { listMySafe } from '../list/list-my-safe.js';
import { fail, type Finding, ok, warn } from './finding.js';

type Opened = VaultSession['opened'];

const COUNTS: Readonly<Record<string, (opened: Opened) => Promise<string>>> = {
  dsm: async ({ own }) => counted((await createDsmItems(own).every()).length, 'secret'),
  pam: async ({ own }) => counted((await listCredentials(own)).length, 'credential'),
  mysafe: async ({ mySafe }) => counted((await listMySafe(mySafe())).length, 'item'),
};

/** What the authorization may read. Nothing at all is a failure; one module without rights may well be meant so. */
export async function checkRights(opened: Opened): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    Object.entries(COUNTS).map(async ([module, count]): Promise<Finding> => {
      const check = `rights ${module}`;
      try {
        return ok(check, `can read ${await count(opened)}`);
      } catch (error) {
        return refused(check, error);
      }
    }),
  );
  if (findings.some(({ status }) => status !== 'warn')) return findings;
  const advice = 'Give the authorization access to a module and to secrets in the console.';
  return [...findings, fail('rights', 'the authorization can read nothing', advice, EXIT.notFound)];
}

function refused(check: string, error: unknown): Finding {
  if (error instanceof APIError || error instanceof AuthenticationError) {
    return warn(check, failureMessage(error), 'Without use for this module there is nothing to do.');
  }
  return fail(check, failureMessage(error), 'Try again.', exitCodeOf(error));
}

function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`;
}
