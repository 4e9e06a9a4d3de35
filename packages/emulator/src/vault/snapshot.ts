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
}

export function snapshotOf(vault: Vault): Snapshot {
  return {
    settings: { ...vault.settings },
    tokensIssued: vault.tokens.issued(),
    authorizations: vault.authorizations.map(({ name, application, system, environment, active }) => ({
      ...{ name, application, system, environment, active },
    })),
    secrets: vault.secrets.map(({ identity, data }) => ({ identity, data })),
  };
}
