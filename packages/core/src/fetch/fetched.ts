import type { Selection } from '../references/selection.js';
import type { SecretValue } from '../values/secret-value.js';

/** One value that a selection brought, modifiers applied. */
export interface Fetched {
  readonly selection: Selection;
  /** Where the value comes from, as a reference: `dsm:database-prod#password`. */
  readonly reference: string;
  /** The field's name, as the vault spells it. */
  readonly field: string;
  readonly value: SecretValue;
  /** What opens an SSH key that goes to an agent. */
  readonly passphrase?: string;
}
