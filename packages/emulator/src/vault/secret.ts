import type { Block, SecretData } from '../data/secret-schema.js';

/** A DSM secret at work. */
export interface Secret {
  readonly id: string;
  name: string;
  readonly identity: string;
  version: string;
  expirationDate: string;
  engine: string;
  data: Block[] | Block;
}

/** Gives ids to the secrets whose author did not care. */
export function secretsOf(data: readonly SecretData[]): Secret[] {
  const taken = new Set(data.flatMap(({ id }) => id ?? []));
  let next = 100;
  const freeId = (): string => {
    while (taken.has(String(next))) next += 1;
    return String(next++);
  };
  return data.map((secret) => {
    const { id = freeId(), name = secret.identity, identity, version, expirationDate, engine } = secret;
    return { id, name, identity, version, expirationDate, engine, data: secret.data };
  });
}
