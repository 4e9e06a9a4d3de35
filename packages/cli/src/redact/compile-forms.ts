import { buildFormAutomaton } from './build-form-automaton.js';
import type { FormAutomaton } from './form-automaton.js';
import { buildWindowSkip, type WindowSkip } from './window-skip.js';

/** The bytes of forms that can be redacted at the same time. Their tables take 16 bytes for each, 30 while they are built. */
export const MOST_FORM_BYTES = 16 * 1024 * 1024;

/** What finds a set of forms. It is never changed: the redactors of many streams share one. */
export interface CompiledForms {
  readonly automaton: FormAutomaton;
  readonly skip: WindowSkip;
}

/**
 * Makes forms ready to be found. Duplicates cost nothing; empty forms are left out, because they have no byte that could
 * show. How many forms there are is not limited, only their bytes.
 *
 * @throws RangeError when the forms have more than MOST_FORM_BYTES together
 */
export function compileForms(forms: Iterable<Uint8Array>): CompiledForms {
  const present = [...forms].filter((form) => form.length > 0);
  const total = present.reduce((sum, form) => sum + form.length, 0);
  if (total > MOST_FORM_BYTES)
    throw new RangeError(
      `The secrets and their encoded forms have ${total} bytes; ${MOST_FORM_BYTES} are the most that can be kept out of the output. Select fewer or smaller secrets, or mark with \`nomask\` what need not be kept out.`,
    );
  return Object.freeze({ automaton: buildFormAutomaton(present), skip: buildWindowSkip(present) });
}
