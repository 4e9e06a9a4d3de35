import { type Fetched, InputError } from '@senhasegura-action/core/internal';
import { isUnmasked, type Maskings, planPublications, publish } from '@senhasegura-action/job';
import { type CompiledForms, compileForms } from '../redact/compile-forms.js';
import { printedBytes } from '../redact/printed-bytes.js';
import type { CommandContext } from '../settings/command-context.js';
import { createCommandPlatform, systemLimits, warnOfShortValues } from '../vault-run/command-platform.js';
import type { PreparedSettings, VaultRun } from '../vault-run/vault-run.js';

/** What a command gets, and what its output must not show. */
export interface PreparedSecrets {
  readonly variables: ReadonlyMap<string, string>;
  readonly forms: CompiledForms;
}

/** Fetches the secrets, and makes the files and the agent that their sinks ask for. The ledger has it all. */
export async function prepareSecrets(
  { settings, ledger, fetch }: VaultRun,
  { hidden }: Pick<PreparedSettings, 'hidden'>,
  { terminal: { environment, tempDir, system }, log }: CommandContext,
): Promise<PreparedSecrets> {
  const fetched = settings.selections.length === 0 ? [] : await fetch();
  const publications = planPublications(fetched, settings, tempDir, systemLimits(system));
  const maskings = warnOfShortValues(publications, settings, log);
  const forms = outputForms(hidden(), fetched, maskings, system);
  const state = { save: () => undefined, load: () => undefined };
  const { platform, variables } = createCommandPlatform({ environment, system, tempDir, log, state });
  await publish(publications, { platform, ledger, maskings, runningSocket: environment.SSH_AUTH_SOCK });
  return { variables: variables(), forms };
}

/**
 * What must not show in the output of a command: the given texts, and every value as a whole, its lines included.
 * @throws {InputError} more than can be looked for
 */
function outputForms(
  texts: readonly string[],
  fetched: readonly Fetched[],
  maskings: Maskings,
  system: NodeJS.Platform,
): CompiledForms {
  const values = fetched.filter((value) => !isUnmasked(maskings(value)));
  try {
    return compileForms([...texts, ...values.map(({ value }) => value)].flatMap((form) => printedBytes(form, system)));
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(error.message);
    throw error;
  }
}
