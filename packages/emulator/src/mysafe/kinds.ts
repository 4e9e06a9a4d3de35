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
