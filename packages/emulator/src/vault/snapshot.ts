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
  /** Who holds which PAM credential now. */
  readonly custodies: readonly { readonly credential: string; readonly holder: string }[];
  /** Every release of a custody so far, in order. */
  readonly releases: readonly { readonly credential: string; readonly holder: string }[];
  readonly credentials: readonly { readonly id: string; readonly active: boolean }[];
  readonly sshKeys: readonly { readonly id: string; readonly active: boolean; readonly rotations: number }[];
}

export function snapshotOf(vault: Vault): Snapshot {
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
    provisioned: [...vault.provisioned.keys()],
    custodies: vault.pam.custodies.held(),
    releases: vault.pam.custodies.released(),
    credentials: [...vault.pam.credentials.values()].map(({ id, active }) => ({ id, active })),
    sshKeys: [...vault.pam.sshKeys.values()].map(({ id, active, rotations }) => ({ id, active, rotations })),
  };
}
