import type { EmulatorProcess } from '../../harness/emulator.js';
import { vaultWith } from './scenario.js';

/** A vault with two ephemeral secrets: an account of a database, and one of a cache whose time to live is ten minutes. */
export const VAULT_OF_ACCOUNTS = vaultWith({
  secrets: [
    { identity: 'database', ephemeral: {}, data: [{ hostname: 'db.example.com' }] },
    { identity: 'cache', ephemeral: { lifetime: 600 }, data: [{ hostname: 'cache.example.com' }] },
  ],
});

export const MAKE = '/iso/coe/dapp/provision';
export const END = '/iso/coe/dapp/deprovision';
export const DATABASE = 'jit:database#* > DB_*';

/** An account that can log in now. */
export interface LivingAccount {
  readonly secretId: string;
  readonly identity: string;
  readonly username: string;
  readonly expires: string;
  readonly pod: { readonly podName: string; readonly deploy: string; readonly namespace: string };
}

export const accountsOf = async (emulator: EmulatorProcess) =>
  (await emulator.state()).accounts as readonly LivingAccount[];

/** From now on the vault does what it is asked there, and its answer is lost. */
export const loseAnswer = (emulator: EmulatorProcess, path: string) =>
  emulator.addFault({ match: { path }, fault: { kind: 'reset', when: 'after' } });

/** What is told where nobody knows what was made: for which pod, and from when its time is counted. */
export const LOST = (pod: string) =>
  new RegExp(
    `The vault was asked at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC for accounts of the pod ${pod}, and did not say what it made: .*Each ends by itself when its time to live is over, counted from then\\.`,
  );
