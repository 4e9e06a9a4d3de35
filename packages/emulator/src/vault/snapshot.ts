import { liveAccounts } from './dsm-state.js';
import { settleChanges } from './pam-state.js';
import { wireTime } from './tokens.js';
import type { Vault } from './vault.js';

/** What a test or a pipeline author may want to know about the vault; plain JSON. */
export interface Snapshot extends Readonly<Record<string, unknown>> {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tokensIssued: number;
  readonly authorizations: readonly {
    readonly name: string;
    readonly application: string;
    readonly system: string;
    readonly environment: string;
    readonly active: boolean;
  }[];
  readonly secrets: readonly { readonly identity: string; readonly data: unknown }[];
  /** What `POST /iso/cicd/variables` brought, in order: the variables by name, and the mapping file. */
  readonly registrations: readonly {
    readonly caller: string;
    readonly variables: Readonly<Record<string, string>>;
    readonly mapping: string;
  }[];
  /** Ids of the ephemeral secrets that are alive. */
  readonly provisioned: readonly string[];
  /** The accounts of those secrets: each can log in now. Times are UTC. */
  readonly accounts: readonly {
    readonly secretId: string;
    readonly identity: string;
    readonly username: string;
    readonly hostname: string;
    readonly pod: { readonly podName: string; readonly deploy: string; readonly namespace: string };
    readonly created: string;
    readonly expires: string;
  }[];
  /** Who holds which PAM credential now. */
  readonly custodies: readonly { readonly credential: string; readonly holder: string }[];
  /** Every release of a custody so far, in order. */
  readonly releases: readonly { readonly credential: string; readonly holder: string }[];
  readonly credentials: readonly { readonly id: string; readonly active: boolean }[];
  /** Every change of a password that a release began, in order. */
  readonly changes: readonly { readonly credential: string; readonly due: string; readonly done: boolean }[];
  readonly information: readonly { readonly id: string; readonly identifier: string; readonly active: boolean }[];
  readonly sshKeys: readonly { readonly id: string; readonly active: boolean; readonly rotations: number }[];
}

export function snapshotOf(vault: Vault): Snapshot {
  const now = vault.clock.now();
  settleChanges(vault.pam, now);
  const accounts = liveAccounts(vault.accounts, now);
  return {
    settings: { ...vault.settings },
    tokensIssued: vault.tokens.issued(),
    authorizations: vault.authorizations.map(({ name, application, system, environment, active }) => ({
      ...{ name, application, system, environment, active },
    })),
    secrets: vault.secrets.all().map(({ identity, data }) => ({ identity, data })),
    registrations: vault.registrations.map(({ caller, variables, mapping }) => ({
      ...{ caller, mapping },
      variables: Object.fromEntries(variables),
    })),
    provisioned: [...accounts.keys()],
    accounts: Array.from(accounts, ([secretId, { identity, username, hostname, pod, created, expires }]) => ({
      ...{ secretId, identity, username, hostname, pod },
      ...{ created: wireTime(created), expires: wireTime(expires) },
    })),
    custodies: vault.pam.custodies.held(),
    releases: vault.pam.custodies.released(),
    credentials: [...vault.pam.credentials.values()].map(({ id, active }) => ({ id, active })),
    changes: vault.pam.changes.map(({ credential, due, done }) => ({ credential, due: wireTime(due), done })),
    information: [...vault.pam.information.values()].map(({ id, identifier, active }) => ({ id, identifier, active })),
    sshKeys: [...vault.pam.sshKeys.values()].map(({ id, active, rotations }) => ({ id, active, rotations })),
  };
}
