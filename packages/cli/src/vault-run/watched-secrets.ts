import {
  type Fetched,
  InputError,
  quoteText,
  secretsInSettings,
  type Selection,
} from '@senhasegura-action/core/internal';
import { dryRun, maskForms } from '@senhasegura-action/job';
import { type CompiledForms, compileForms } from '../redact/compile-forms.js';
import { printedBytes } from '../redact/printed-bytes.js';
import { type FormLabels, labelForms } from '../redact/find-forms.js';
import { type CommandContext, isSwitchedOn, selectedSecrets } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { prepareCommand, withPreparedVault } from './with-vault.js';

/** The spellings of secrets that something is looked through for, and what each stands for: a reference, or a setting. */
export interface WatchedSecrets {
  readonly forms: CompiledForms;
  readonly labels: FormLabels;
}

/**
 * Brings the secrets that --secret names, only to look for them: nothing is published, and custody is over before the looking begins.
 * The credentials of the vault are looked for too.
 * @returns `dry-run` where that is all that was wanted
 * @throws {InputError} nothing is selected; a sink; `pam:` without --take-custody, because reading one takes custody; more than can be
 *   looked for
 */
export async function watchedSecrets(context: CommandContext, doing: string): Promise<WatchedSecrets | 'dry-run'> {
  const { invocation, given, log, interrupts } = context;
  const secrets = selectedSecrets(invocation, given);
  if (secrets === undefined) {
    throw new InputError(
      "No secret is selected: name what to look for with --secret REF; --secret 'dsm:*' is all of DSM.",
    );
  }
  const prepared = await prepareCommand(context, { always: { secrets } });
  const { settings } = prepared;
  checkSelections(settings.selections, isSwitchedOn(invocation, 'take-custody'));
  if (settings.dryRun) {
    log.notice(await interrupts.during(dryRun(prepared, doing)));
    return 'dry-run';
  }
  let fetched: readonly Fetched[] = [];
  await withPreparedVault(prepared, context, async ({ fetch }) => {
    fetched = await fetch();
    return EXIT.done;
  });
  const own = secretsInSettings(settings).map(({ name, value }) => ({ label: name, value }));
  const brought = fetched
    .filter(({ selection }) => !selection.modifiers.nomask)
    .map(({ reference, value }) => ({ label: reference, value }));
  return watch([...brought, ...own], settings.maskMinLength, { log, system: context.terminal.system });
}

function checkSelections(selections: readonly Selection[], mayTakeCustody: boolean): void {
  const problems = selections.flatMap(({ sink, target, text }) => [
    ...(sink.kind === 'field-name'
      ? []
      : [`${quoteText(text)}: nothing is published here; leave out the sink after " > ".`]),
    ...(target.kind === 'item' && target.source === 'pam' && !mayTakeCustody
      ? [`${quoteText(text)}: to read it takes custody of the credential: give --take-custody where that is meant.`]
      : []),
  ]);
  if (problems.length > 0) throw new InputError(problems);
}

interface Labelled {
  readonly label: string;
  readonly value: Fetched['value'];
}

function watch(
  secrets: readonly Labelled[],
  minLength: number,
  { log, system }: Pick<CommandContext, 'log'> & Pick<CommandContext['terminal'], 'system'>,
): WatchedSecrets {
  const forms = secrets.flatMap(({ label, value }): readonly (readonly [Buffer, string])[] => {
    const spellings = maskForms(value, minLength);
    if (spellings.length === 0) return [];
    const printed = [value, ...spellings].flatMap((form) => printedBytes(form, system));
    return printed.map((form) => [form, label] as const);
  });
  const known = new Set(forms.map(([, label]) => label));
  const unknown = secrets.filter(({ label, value }) => value.length > 0 && !known.has(label)).map(({ label }) => label);
  if (unknown.length > 0) {
    log.warning(`Too short or too ordinary to be looked for: ${[...new Set(unknown)].map(quoteText).join(', ')}.`);
  }
  try {
    const compiled = compileForms(forms.map(([form]) => form));
    return { forms: compiled, labels: labelForms(compiled, forms) };
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(error.message);
    throw error;
  }
}
