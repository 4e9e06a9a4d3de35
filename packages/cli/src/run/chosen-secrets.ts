import { InputError, namesShown, parseNames } from '@senhasegura-action/core/internal';
import { caselessNames, foldName } from '@senhasegura-action/job';
import { type CommandContext, isSwitchedOn, selectedSecrets } from '../settings/command-context.js';
import { type EnvReferences, envReferences, ownCandidates, ownReferences } from './env-references.js';

/** What a run brings, and which variables are references, whose own text is no value. */
export interface ChosenSecrets {
  /** Lines of `secrets`, perhaps none; `every-secret` where nothing speaks of a selection. */
  readonly selection: readonly string[] | 'every-secret';
  readonly references: ReadonlySet<string>;
}

/**
 * Finds what is selected: by --secret and --secrets, by references in the files of --env-file, and, with --env-references, by those
 * in variables of the job. That flag counts on the command line alone: where a variable or a file could set it, whoever can set
 * one could select secrets.
 * @throws {InputError} values of --env-file that begin like references and are none; a reference of the job without the flag, where
 *   nothing else is selected: every secret is not what was meant
 */
export function chosenSecrets(context: CommandContext, fromFiles: ReadonlyMap<string, string>): ChosenSecrets {
  const { invocation, given, log } = context;
  const ofFiles = invocation.options.get('env-references')?.at(-1) === 'false' ? NONE : envReferences(fromFiles);
  if (ofFiles.problems.length > 0) throw new InputError(ofFiles.problems);
  const selected = selectedSecrets(invocation, given);
  const own = ownVariables(context, fromFiles);
  const allowed = parseNames(given.text('allow-names') ?? '');
  // What is wrong with them, the settings tell.
  const allowNames = 'ok' in allowed ? allowed.ok : new Set<string>();
  const ofJob = isSwitchedOn(invocation, 'env-references') ? ownReferences(own, allowNames) : NONE;
  for (const problem of ofJob.problems) log.warning(`${problem} It is handed on as it is.`);

  const lines = [...ofJob.lines, ...ofFiles.lines, ...[selected ?? []].flat()];
  const references = new Set([...ofJob.names, ...ofFiles.names]);
  const unused = ownCandidates(own, allowNames).settable.filter(([name]) => !references.has(name));
  if (lines.length > 0) {
    if (unused.length > 0 && ofJob === NONE) log.warning(`${unresolved(unused)} ${ADVICE}`);
    return { selection: lines, references };
  }
  if (unused.length > 0) throw new InputError(`${unresolved(unused)} ${ADVICE} ${EVERY}`);
  return { selection: invocation.options.has('env-file') ? [] : 'every-secret', references };
}

const NONE: EnvReferences = { lines: [], names: [], problems: [] };
const ADVICE = 'Where you wrote them, give --env-references; of a pull request anybody can write a variable.';
const EVERY = "Or name secrets with --secret; --secret 'dsm:*' is all of them.";

function unresolved(variables: readonly (readonly [string, string])[]): string {
  const names = namesShown(variables.map(([name]) => name));
  return variables.length === 1
    ? `The variable ${names} begins like a reference and is not resolved.`
    : `The variables ${names} begin like references and are not resolved.`;
}

/** The variables of the job that no file replaces. */
function ownVariables(
  { terminal: { environment, system } }: CommandContext,
  fromFiles: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  const fold = (name: string): string => foldName(name, caselessNames(system).variables);
  const replaced = new Set([...fromFiles.keys()].map(fold));
  return Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || replaced.has(fold(name)) ? [] : [[name, value] as const],
  );
}
