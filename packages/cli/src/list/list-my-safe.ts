import type { Vault } from '@senhasegura-action/core/internal';

/** An item of MySafe, as a list has it. */
export interface ListedMySafeItem {
  readonly source: 'mysafe-password' | 'mysafe-note' | 'mysafe-api';
  readonly identifier: string;
  readonly name: string;
}

/** The lists of MySafe: their paths, and under which name an answer has the items (contract section 5). */
const LISTS = [
  { source: 'mysafe-password', path: '/api/mysafe/password', items: 'password_on_list' },
  { source: 'mysafe-note', path: '/api/mysafe/note', items: 'note_on_list' },
  { source: 'mysafe-api', path: '/api/mysafe/secretapi', items: 'api_secret_on_list' },
] as const;

/** Every item that the authorization may use. `vault` has a token of MySafe's own path. @throws the vault's errors */
export async function listMySafe(vault: Vault): Promise<readonly ListedMySafeItem[]> {
  const lists = await Promise.all(
    LISTS.map(async ({ source, path, items }) => {
      const { [items]: found } = await vault.call({ method: 'GET', path, repeat: 'safe' });
      const entries: readonly unknown[] = Array.isArray(found) ? found : [];
      return entries.filter(isRecord).map((entry) => ({
        source,
        identifier: textOf(entry.identifier),
        name: textOf(entry.name),
      }));
    }),
  );
  return lists.flat();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
