import { InputError, parseSelection, quoteText } from '@senhasegura-action/core/internal';
import { dryRun } from '@senhasegura-action/job';
import type { CommandContext, RunsCommand } from '../entry/command-context.js';
import { EXIT } from '../entry/exit-code.js';
import { documentText } from '../output/document.js';
import { outputFormat } from '../output/output-format.js';
import { writeOut } from '../output/write-out.js';
import type { VaultRun } from '../vault-run/vault-run.js';
import { prepareCommand, withPreparedVault } from '../vault-run/with-vault.js';
import { chosenValues, type ChosenValues } from './chosen-values.js';
import { onlyValue, valuesDocument } from './shown-values.js';

/** `senhasegura get REFERENCE`: one value on standard output, byte for byte; custody is released at once. */
export const get: RunsCommand = async (context) => {
  const reference = context.invocation.words[0] ?? '';
  checkReference(reference);
  const prepared = await prepareCommand(context, { always: { secrets: reference } });
  if (prepared.settings.dryRun) {
    const { log, interrupts } = context;
    log.notice(await interrupts.during(dryRun(prepared.settings, prepared.effects, 'nothing is printed')));
    return EXIT.done;
  }
  let values: ChosenValues = new Map();
  const read = async ({ fetch, settings: { onConflict } }: VaultRun): Promise<number> => {
    values = chosenValues(await fetch(), onConflict);
    return EXIT.done;
  };
  const code = await withPreparedVault(prepared, context, read);
  await show(values, context);
  return code;
};

/** @throws {InputError} what is no reference, and a reference with a sink */
function checkReference(text: string): void {
  const selection = parseSelection(text, 1);
  if ('problem' in selection) throw new InputError(`${quoteText(text)}: ${selection.problem}`);
  if (selection.ok.sink.kind !== 'field-name') {
    throw new InputError(`${quoteText(text)}: the value goes to standard output; leave out the sink after " > ".`);
  }
}

async function show(values: ChosenValues, { invocation, terminal: { stdout } }: CommandContext): Promise<void> {
  const format = outputFormat(invocation);
  if (format !== 'text') {
    await writeOut(stdout, await documentText(format, valuesDocument(values)));
    return;
  }
  const value = onlyValue(values);
  if (value === undefined) return;
  await writeOut(stdout, value);
  if (stdout.isTTY === true) await writeOut(stdout, '\n');
}
