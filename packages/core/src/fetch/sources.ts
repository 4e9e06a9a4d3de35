import type { DsmItems } from '../vault/dsm/dsm-items.js';
import { type MySafeSource, readMySafeEntity } from '../vault/mysafe/read-entity.js';
import { rememberedBy } from '../vault/once.js';
import type { PamItems } from '../vault/pam/pam-items.js';
import { readInformation } from '../vault/pam/read-information.js';
import type { Vault } from '../vault/vault.js';
import type { Sources } from '../vault/item.js';

export interface SourceParts {
  readonly vault: Vault;
  /** The vault with a token of MySafe's own path; made when it is first needed. */
  readonly mySafe: () => Vault;
  readonly dsm: DsmItems;
  readonly pam: PamItems;
}

/** Everything that references can point at. The same item is asked for once a run. */
export function createSources({ vault, mySafe, dsm, pam }: SourceParts): Sources {
  const fromMySafe = (source: MySafeSource) => rememberedBy((id) => readMySafeEntity(mySafe(), source, id));
  return {
    everySecret: dsm.every,
    items: {
      dsm: rememberedBy(dsm.read),
      pam: pam.credential,
      ssh: pam.sshKey,
      info: rememberedBy((id) => readInformation(vault, id)),
      'mysafe-password': fromMySafe('mysafe-password'),
      'mysafe-note': fromMySafe('mysafe-note'),
      'mysafe-api': fromMySafe('mysafe-api'),
    },
  };
}
