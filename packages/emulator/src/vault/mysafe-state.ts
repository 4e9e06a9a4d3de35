import type { VaultData } from '../data/schema.js';

/** A kind of MySafe item: how its routes, payloads and fields are called on the wire (wire contract §5). */
export interface MysafeKind {
  /** The last segment of `/api/mysafe/...`. */
  readonly segment: string;
  readonly onList: string;
  readonly entity: string;
  /** As the vendor's sentences call it. */
  readonly noun: string;
  /** Every field but the identifier. */
  readonly fields: readonly string[];
  /** The fields that a list leaves out and that encrypted answers cover. */
  readonly secret: readonly string[];
}

export const passwordKind: MysafeKind = {
  segment: 'password',
  onList: 'password_on_list',
  entity: 'password_entity',
  noun: 'Password',
  fields: ['name', 'url', 'username', 'password', 'secret_key', 'token', 'notes', 'tags'],
  secret: ['password', 'secret_key', 'token', 'notes'],
};

export const noteKind: MysafeKind = {
  segment: 'note',
  onList: 'note_on_list',
  entity: 'note_entity',
  noun: 'Note',
  fields: ['name', 'note', 'tags'],
  secret: ['note'],
};

export const apiSecretKind: MysafeKind = {
  segment: 'secretapi',
  onList: 'api_secret_on_list',
  entity: 'api_secret_entity',
  noun: 'Api secret',
  fields: ['name', 'url', 'client_id', 'client_secret', 'identifier_code', 'method', 'tags', 'notes'],
  secret: ['client_secret', 'notes'],
};

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
