import { createDsmItems, listCredentials, type VaultSession } from '@senhasegura-action/core/internal';
import { listMySafe } from '../list/list-my-safe.js';
import type { Finding } from './finding.js';
import { type ModuleAnswer, rightsFindings } from './rights-findings.js';

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
