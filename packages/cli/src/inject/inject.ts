import { dirname } from 'node:path';
import { InputError, type Placeholder, type Template } from '@senhasegura-action/core/internal';
import {
  checkPrivateFiles,
  dryRun,
  foldersToCreate,
  originOfCommand,
  quotePosix,
  renderTemplate,
  writePrivateFile,
} from '@senhasegura-action/job';
import { custodyAfter, handOver } from '../commands/kept-custody.js';
import { type CommandContext, type RunsCommand, settingSources } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { writeOut } from '../terminal/terminal.js';
import { stateFileOf } from '../vault-run/state-file.js';
import { bringForLater, resumedLedger, takeBackLater } from '../vault-run/take-back-later.js';
import { openVaultRun, type PreparedSettings, prepareSettings, type VaultRun } from '../vault-run/vault-run.js';
import { workWithVault } from '../vault-run/with-vault.js';
import { type OutFile, readInjectOptions } from './inject-options.js';
import { readTemplate } from './read-template.js';

/**
 * `senhasegura inject`: a template with the secrets in their places, to a private file, which `inject --clean` removes, or to standard
 * output.
 */
export const inject: RunsCommand = async (context) => {
  const { invocation, given, terminal, log, interrupts } = context;
  const options = readInjectOptions(context);
  if (options.kind === 'clean') {
    const { path, root } = options.file;
    return takeBackLater(stateFileOf('inject', path, terminal), context, { tempDir: root });
  }
  const { file } = options;
  const template = await interrupts.during(readTemplate(options.template, options.delimiters, terminal));
  const selections = template
    .filter((part): part is Placeholder => typeof part !== 'string')
    .map((part) => part.selection);
  checkEnding(selections, file);
  // What is brought, the template says alone.
  const sources = settingSources(invocation, given, terminal, { always: { secrets: 'dsm:*' } });
  const read = await prepareSettings(sources, log);
  const prepared: PreparedSettings = { ...read, settings: { ...read.settings, selections } };
  if (file !== undefined) await checkPrivateFiles([file.path], file.root);
  if (selections.length === 0) log.warning('The template has no placeholder, so no secret is brought.');
  if (prepared.settings.dryRun) {
    log.notice(await interrupts.during(dryRun(prepared, 'nothing is written')));
    return EXIT.done;
  }
  return file === undefined ? print(template, prepared, context) : write(template, file, prepared, context);
};

/** @throws {InputError} what is for one job, on standard output: nobody knows when what it was printed for has ended */
function checkEnding(selections: readonly Placeholder['selection'][], file: OutFile | undefined): void {
  if (file !== undefined) return;
  const problems = selections.flatMap(({ modifiers, target, text }) => [
    ...(modifiers.oneTime === true
      ? [`${text}: one-time is for what ends: remove it, or write a file and end it with --clean.`]
      : []),
    ...(target.source === 'jit' ? [`${text}: jit is for what ends: write a file and end it with --clean.`] : []),
  ]);
  if (problems.length > 0) throw new InputError(problems);
}

async function render(template: Template, { settings, fetch }: VaultRun): Promise<string> {
  const fetched = settings.selections.length === 0 ? [] : await fetch();
  return renderTemplate(template, fetched, settings);
}

/** To standard output, with custody as `get` has it. */
async function print(template: Template, prepared: PreparedSettings, context: CommandContext): Promise<number> {
  const { invocation, terminal, log } = context;
  let printAtEnd: () => Promise<void> = () => Promise.resolve();
  const { code } = await workWithVault(prepared, context, async (run) => {
    const after = await custodyAfter('by-the-list', run);
    const text = await render(template, run);
    const show = (): Promise<void> => writeOut(terminal.stdout, text);
    if (after.kind === 'kept') {
      await show();
      if (run.ledger.current.custodies.length > 0) log.notice(handOver(run, after.why, invocation));
    } else printAtEnd = show;
    return EXIT.done;
  });
  await printAtEnd();
  return code;
}

/** Into a new private file; what has to be taken back waits in a list for `inject --clean`. */
function write(
  template: Template,
  file: OutFile,
  prepared: PreparedSettings,
  context: CommandContext,
): Promise<number> {
  const state = stateFileOf('inject', file.path, context.terminal);
  const run = openVaultRun(prepared, resumedLedger(state), context.log, {
    origin: originOfCommand(context.terminal.environment),
  });
  return bringForLater(run, writeFile(template, file, run), context, { state, tempDir: file.root });
}

async function writeFile(template: Template, { path, shown, root }: OutFile, run: VaultRun): Promise<void> {
  const { ledger, log } = run;
  const text = await render(template, run);
  // Again: what is there by now is nobody's to remove.
  await checkPrivateFiles([path], root);
  ledger.write({ files: [path], folders: await foldersToCreate([dirname(path)]) });
  await writePrivateFile(path, text, root);
  const { custodies } = ledger.current;
  const accounts = ledger.current.accounts === undefined ? '' : ', and ends the accounts that were made for it';
  const custody = custodies.length === 0 ? '' : `, and ends the custody of ${custodies.join(', ')}`;
  const word = /^[\w./@%+:-]+$/.test(shown) ? shown : quotePosix(shown);
  log.notice(`Wrote ${shown}. "senhasegura inject --clean --out-file=${word}" removes it${custody}${accounts}.`);
}
