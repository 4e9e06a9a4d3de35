import {
  decryptorOf,
  type Fetched,
  formatSelection,
  type HttpEffects,
  InputError,
  lookUp,
  type LookUp,
  MissingSecretError,
  openVault,
  type Proof,
  type Settings,
} from '@senhasegura-action/core/internal';
import { fetchedSecrets, type Masker } from '../masking/masker.js';
import { describeDestination, type Publication } from '../publish/publication.js';

/** What a dry run has: settings that are read, with all that must not be shown already masked. */
export interface DryRunParts {
  readonly settings: Settings;
  readonly effects: HttpEffects;
  readonly masker: Masker;
}

/** Decides what goes where, as the run would. @throws {InputError} */
export type Plan = (fetched: readonly Fetched[]) => readonly Publication[];

/**
 * What a run would do, with all of it checked that can be without taking anything: the address, TLS and the credentials (the settings
 * have written names checked already); by lists alone which identities, fields, credentials and keys are there; of DSM, whose list has
 * the values too, where each would go. Those are masked and dropped.
 * @param but what this run does not do, for the message: "nothing is exported"
 * @returns a line for the log, and some for each selection
 * @throws {MissingSecretError} all that is not there, with the nearest that is; {InputError} names that are refused; either tells of both.
 *   {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function dryRun({ settings, effects, masker }: DryRunParts, but: string, plan?: Plan): Promise<string> {
  const opened = openVault(settings, effects);
  try {
    const proof = await opened.authenticate();
    const decrypt = await decryptorOf(settings, effects.log);
    const found = await lookUp(settings, opened, { log: effects.log, decrypt });
    const fetched = found.flatMap((each) => (each.kind === 'read' ? each.values : []));
    masker.mask(fetchedSecrets(fetched));
    refuseAbsent(found, effects);
    const templates =
      settings.templates?.files.map(({ text }) => `  ${text} (read, and right as far as it goes)`) ?? [];
    return [...headline(proof, but), ...linesOn(found, plan?.(fetched)), ...templates].join('\n');
  } finally {
    await opened.close();
  }
}

/** @throws {MissingSecretError}, {InputError} */
function refuseAbsent(found: readonly LookUp[], { log }: Pick<HttpEffects, 'log'>): void {
  const problems: string[] = [];
  let isMissing = false;
  for (const each of found) {
    if (each.kind !== 'missing' && each.kind !== 'refused') continue;
    if (each.kind === 'missing' && each.selection.modifiers.optional) {
      for (const problem of each.problems) log.notice(`${problem} It is optional, so a run goes on.`);
    } else {
      problems.push(...each.problems);
      isMissing ||= each.kind === 'missing';
    }
  }
  if (isMissing) throw new MissingSecretError(problems);
  if (problems.length > 0) throw new InputError(problems);
}

function headline(proof: Proof, but: string): readonly string[] {
  const credentials =
    proof.kind === 'none'
      ? `the credentials could not be proved (${proof.instead.message})`
      : 'the vault accepts the credentials';
  return [`Dry run: ${credentials}; nothing was taken and ${but}. A run would bring:`];
}

/** Values of one reference that are told by name: a log need not have ten thousand lines. */
const MOST_VALUES = 100;

function linesOn(found: readonly LookUp[], publications: readonly Publication[] | undefined): readonly string[] {
  return found.flatMap((each) => {
    const line = `  ${formatSelection(each.selection)}`;
    if (each.kind !== 'read') return [`${line} (${stateOf(each)})`];
    const own = publications?.filter(({ fetched }) => fetched.selection === each.selection);
    const told = own?.map(publicationLine) ?? each.values.map(({ reference }) => `    ${reference}`);
    const more = told.length - MOST_VALUES;
    return [line, ...told.slice(0, MOST_VALUES), ...(more > 0 ? [`    and ${more} more`] : [])];
  });
}

const publicationLine = ({ fetched, destination }: Publication): string =>
  `    ${fetched.reference} as ${describeDestination(destination)}`;

function stateOf(found: Exclude<LookUp, { kind: 'read' }>): string {
  switch (found.kind) {
    case 'listed':
      return 'on the list; its fields are known when it is read';
    case 'unknown':
      return `not checked: ${found.why}`;
    case 'missing':
      return 'not there, and optional';
    case 'refused':
      return 'refused';
  }
}
