import type { AuthorizationData } from './authorization-schema.js';
import type { VaultData } from './schema.js';

/** A line for every name or id that stands for two things. */
export function duplicates(data: VaultData): string[] {
  return [
    ...repeated(
      'authorizations name',
      data.authorizations.map(({ name }) => name),
    ),
    ...repeated('authorizations key', data.authorizations.map(publicKeyOf)),
    ...repeated(
      'secrets identity',
      data.secrets.map(({ identity }) => identity),
    ),
    ...repeated(
      'secrets id',
      data.secrets.flatMap(({ id }) => id ?? []),
    ),
    ...repeated(
      'credentials and sshKeys id',
      [...data.credentials, ...data.sshKeys].map(({ id }) => id),
    ),
    ...repeated(
      'information id',
      data.information.map(({ id }) => id),
    ),
    ...Object.entries(data.mysafe).flatMap(([kind, items]) =>
      repeated(
        `mysafe.${kind} identifier`,
        items.map(({ identifier }) => identifier),
      ),
    ),
  ];
}

/** The public half of an authorization's credentials, by which a request names it. */
export function publicKeyOf({ auth }: Pick<AuthorizationData, 'auth'>): string {
  switch (auth.method) {
    case 'oauth2':
      return auth.clientId;
    case 'oauth1':
      return auth.consumerKey;
    case 'aws':
      return auth.uniqueKey;
  }
}

function repeated(what: string, names: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) (seen.has(name) ? twice : seen).add(name);
  return [...twice].map((name) => `${what}: ${JSON.stringify(name)} is used twice`);
}
