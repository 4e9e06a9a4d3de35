import { sampleAuthorizations } from './sample-authorizations.js';
import { sampleMysafe } from './sample-mysafe.js';
import { samplePam } from './sample-pam.js';
import { sampleSecrets } from './sample-secrets.js';
import type { VaultDataInput } from './schema.js';

/** The vault that the emulator shows when it is given none: every kind of thing, all values plainly fake. */
export function sampleData(): VaultDataInput {
  return { authorizations: sampleAuthorizations(), secrets: sampleSecrets, ...samplePam, mysafe: sampleMysafe };
}
