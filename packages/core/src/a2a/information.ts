import { readInformationFields } from '../vault/pam/read-information.js';
import type { Vault } from '../vault/vault.js';
import { type FieldEffects, openFields } from './open-fields.js';

/** Protected information of PAM Core. */
export interface Information {
  readonly id: string;
  readonly identifier: string | undefined;
  readonly type: string | undefined;
  readonly content: string;
}

export async function readInformationItem(
  vault: Vault,
  id: string | number,
  effects: FieldEffects,
): Promise<Information> {
  const sealed = await readInformationFields(vault, 'the id of the information', id);
  const { first, required } = openFields(`information ${String(id)}`, sealed, (name) => name === 'content', effects);
  return {
    id: String(id),
    identifier: first('identifier', 'tag'),
    type: first('type'),
    content: required('content'),
  };
}
