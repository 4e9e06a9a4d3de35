import { planPublications, publish } from '@senhasegura-action/job';
import type { CommandContext } from '../entry/command-context.js';
import type { CompiledForms } from '../redact/compile-forms.js';
import { createCommandPlatform } from '../vault-run/command-platform.js';
import type { PreparedSettings, VaultRun } from '../vault-run/vault-run.js';
import { warnOfShortValues } from '../vault-run/warn-short.js';
import { outputForms } from './output-forms.js';

/** What a command gets, and what its output must not show. */
export interface PreparedSecrets {
  readonly variables: ReadonlyMap<string, string>;
  readonly forms: CompiledForms;
}

/** Fetches the secrets, and makes the files and the agent that their sinks ask for. The ledger has it all. */
export async function prepareSecrets(
  { settings, ledger, fetch }: VaultRun,
  { hidden }: Pick<PreparedSettings, 'hidden'>,
  { terminal: { environment, tempDir }, log }: CommandContext,
): Promise<PreparedSecrets> {
  const fetched = await fetch();
  const publications = planPublications(fetched, settings, tempDir);
  const tooShort = warnOfShortValues(publications, settings, log);
  const forms = outputForms(hidden(), fetched, tooShort);
  const state = { save: () => undefined, load: () => undefined };
  const { platform, variables } = createCommandPlatform({ environment, tempDir, log, state });
  await publish(publications, { platform, ledger, tooShort, runningSocket: environment.SSH_AUTH_SOCK });
  return { variables: variables(), forms };
}
