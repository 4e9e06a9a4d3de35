import { isDeepStrictEqual } from 'node:util';
import {
  type Fetched,
  InputError,
  parseSelection,
  quoteText,
  type SecretValue,
  type Settings,
} from '@senhasegura-action/core/internal';
import { dryRun } from '@senhasegura-action/job';
import type { CommandContext, RunsCommand } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { writeOut } from '../terminal/terminal.js';
import { itemOf } from '../vault-run/items.js';
import type { VaultRun } from '../vault-run/vault-run.js';
import { prepareCommand, workWithVault } from '../vault-run/with-vault.js';
import { custodyAfter, custodyWish, handOver, releaseSetting } from './kept-custody.js';
import { documentText, outputFormat } from './output.js';

/**
 * `senhasegura get REFERENCE`: one value on standard output, byte for byte. Custody is released at once, unless the release would
 * change the password that is printed.
 */
export const get: RunsCommand = async (context) => {
  const { invocation, log, interrupts } = context;
  const reference = invocation.words[0] ?? '';
  checkReference(reference);
  const wish = custodyWish(invocation);
  const prepared = await prepareCommand(context, { always: { secrets: reference, ...releaseSetting(wish) } });
  if (prepared.settings.dryRun) {
    log.notice(await interrupts.during(dryRun(prepared, 'nothing is printed')));
    return EXIT.done;
  }
  let showAtEnd: (gaveBack: boolean) => Promise<void> = () => Promise.resolve();
  const read = async (run: VaultRun): Promise<number> => {
    const after = await custodyAfter(wish, run);
    const values = chosenValues(await run.fetch(), run.settings.onConflict);
    const tookCustody = run.ledger.current.custodies.length > 0;
    if (after.kind === 'kept' && values.size > 0) {
      // Before it is handed over: what can't be printed needs no custody.
      await show(values, context, 'kept');
      if (tookCustody) log.notice(handOver(run, after.why, invocation));
    } else {
      const custody = (gaveBack: boolean): Custody => {
        if (!run.settings.releaseCustody) return 'kept';
        return gaveBack ? 'released' : 'unknown';
      };
      showAtEnd = (gaveBack) => show(values, context, tookCustody ? custody(gaveBack) : undefined);
    }
    return EXIT.done;
  };
  const { code, gaveBack } = await workWithVault(prepared, context, read);
  await showAtEnd(gaveBack);
  return code;
};

/** @throws {InputError} what is no reference, a reference with a sink, and what is for one job */
function checkReference(text: string): void {
  const selection = parseSelection(text, 1);
  if ('problem' in selection) throw new InputError(`${quoteText(text)}: ${selection.problem}`);
  if (selection.ok.sink.kind !== 'field-name') {
    throw new InputError(`${quoteText(text)}: the value goes to standard output; leave out the sink after " > ".`);
  }
  if (selection.ok.target.source === 'jit') {
    throw new InputError(
      `${quoteText(text)}: an account of jit is made for what ends, and a printed password does not. Take run.`,
    );
  }
  if (selection.ok.modifiers.oneTime === true) {
    throw new InputError(
      `${quoteText(text)}: one-time is for what ends, and a printed password does not. Remove it, or take run.`,
    );
  }
}

/** What a document says of the custody that was taken; `unknown`: it was to be released, and standard error says what failed. */
type Custody = 'kept' | 'released' | 'unknown';

async function show(
  values: ChosenValues,
  { invocation, terminal: { stdout } }: CommandContext,
  custody: Custody | undefined,
): Promise<void> {
  const format = outputFormat(invocation);
  if (format !== 'text') {
    await writeOut(stdout, await documentText(format, { ...valuesDocument(values), ...(custody && { custody }) }));
    return;
  }
  const value = onlyValue(values);
  if (value === undefined) return;
  await writeOut(stdout, value);
  if (stdout.isTTY === true) await writeOut(stdout, '\n');
}

/** Values by item (`dsm:database-prod`) and field. */
type ChosenValues = ReadonlyMap<string, ReadonlyMap<string, SecretValue>>;

/**
 * Groups what was fetched. One item can hold a field twice.
 * @throws {InputError} fields with two different values, unless the later one is to win
 */
export function chosenValues(fetched: readonly Fetched[], onConflict: Settings['onConflict']): ChosenValues {
  const items = new Map<string, Map<string, SecretValue>>();
  const problems = new Set<string>();
  for (const each of fetched) {
    const fields = items.get(itemOf(each)) ?? new Map<string, SecretValue>();
    items.set(itemOf(each), fields);
    const earlier = fields.get(each.field);
    if (earlier !== undefined && onConflict === 'error' && !isDeepStrictEqual(earlier, each.value)) {
      problems.add(
        `${quoteText(each.reference)} has two different values. Rename one in the vault, or take the later one with --on-conflict=last.`,
      );
    }
    fields.set(each.field, each.value);
  }
  if (problems.size > 0) throw new InputError([...problems]);
  return items;
}

/**
 * The one value that there is; `undefined` where an optional one is missing.
 * @throws {InputError} several fields
 */
export function onlyValue(values: ChosenValues): SecretValue | undefined {
  const found = [...values].flatMap(([item, fields]) => [...fields].map(([field, value]) => ({ item, field, value })));
  if (found.length <= 1) return found[0]?.value;
  const names = found.slice(0, 12).map(({ item, field }) => quoteText(`${item}#${field}`));
  const more = found.length > names.length ? ` and ${found.length - names.length} more` : '';
  throw new InputError(
    `${found.length} values are selected: ${names.join(', ')}${more}. Name one of them, or take all with --output=json.`,
  );
}

/**
 * A document of fields and their values; with several items, by item.
 * @throws {InputError} a value that is no text
 */
export function valuesDocument(values: ChosenValues): Readonly<Record<string, unknown>> {
  const items = [...values].map(([item, fields]): [string, Record<string, string>] => [
    item.slice(item.indexOf(':') + 1),
    Object.fromEntries([...fields].map(([field, value]) => [field, textOf(value, `${item}#${field}`)])),
  ]);
  const [only] = items;
  return items.length === 1 && only !== undefined ? only[1] : Object.fromEntries(items);
}

function textOf(value: SecretValue, reference: string): string {
  if (typeof value === 'string') return value;
  throw new InputError(`The value of ${quoteText(reference)} is binary: only --output=text can write it.`);
}
