import type { VaultData } from '../data/schema.js';
import { apiSecretKind, noteKind, passwordKind, type MysafeKind } from './kinds.js';

/** An item of a personal safe; its fields are named as on the wire. */
export interface MysafeItem {
  readonly identifier: string;
  active: boolean;
  /** Names of the authorizations that may use it; undefined: all. */
  readonly users: readonly string[] | undefined;
  readonly fields: Map<string, string | null>;
}

/** The items of each kind by identifier. */
export type MysafeState = ReadonlyMap<MysafeKind, Map<string, MysafeItem>>;

type ItemData = VaultData['mysafe']['passwords' | 'notes' | 'apiSecrets'][number];

export function makeMysafeState({ mysafe }: VaultData): MysafeState {
  return new Map([
    [passwordKind, itemsOf(mysafe.passwords)],
    [noteKind, itemsOf(mysafe.notes)],
    [apiSecretKind, itemsOf(mysafe.apiSecrets)],
  ]);
}

function itemsOf(data: readonly ItemData[]): Map<string, MysafeItem> {
  const items = data.map(({ identifier, active, users, ...fields }): [string, MysafeItem] => {
    const named = Object.entries(fields).map(([name, value]): [string, string | null] => [wireName(name), value]);
    return [identifier, { identifier, active, users, fields: new Map(named) }];
  });
  return new Map(items);
}

/** `secretKey` is `secret_key` on the wire. */
function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
