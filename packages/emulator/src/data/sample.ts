import type { VaultDataInput } from './schema.js';
import { sampleAuthorizations } from './sample-authorizations.js';
import { sampleSecrets } from './sample-secrets.js';

/** The vault that the emulator shows when it is given none: every kind of thing, all values plainly fake. */
export function sampleData(): VaultDataInput {
  return { authorizations: sampleAuthorizations(), secrets: sampleSecrets };
}
