import { InputError, parseSelection, quoteText } from '@senhasegura-action/core/internal';
import { deniedBy, printable } from '@senhasegura-action/job';

/** `SOURCE:`, and no URL such as ssh://host. */
const LOOKS_LIKE_REFERENCE = /^(?:dsm|jit|pam|ssh|info|mysafe-password|mysafe-note|mysafe-api|cert):(?!\/\/)/;

/** A word and a colon, and then more words. */
const PROSE = /^[^:]*:\s/;

const looksLikeReference = (value: string): boolean => LOOKS_LIKE_REFERENCE.test(value);

/** Settings of ours hold references by nature, whatever their case: on Windows that does not matter. */
const isCandidate = (name: string, value: string): boolean =>
  !name.toUpperCase().startsWith('SENHASEGURA_') && looksLikeReference(value);

export interface EnvReferences {
  /** A line of `secrets` for each variable whose value is a reference. */
  readonly lines: readonly string[];
  /** The variables of these lines. */
  readonly names: readonly string[];
  /** A sentence for each value that begins like a reference and is none. The value is not quoted. */
  readonly problems: readonly string[];
}

/** Finds variables whose value is a reference, modifiers included, and makes selections of them. */
export function envReferences(variables: Iterable<readonly [string, string]>): EnvReferences {
  const lines: string[] = [];
  const names: string[] = [];
  const problems: string[] = [];
  for (const [name, value] of variables) {
    if (!isCandidate(name, value)) continue;
    const line = `${value.trim()} > env:${name}`;
    const alone = parseSelection(value, 1);
    const selection = parseSelection(line, 1);
    if ('ok' in selection && 'ok' in alone && alone.ok.sink.kind === 'field-name') {
      lines.push(line);
      names.push(name);
    } else problems.push(`The variable ${quoteText(name)} ${whyNot(alone, selection)}.`);
  }
  return { lines, names, problems };
}

/**
 * The same for the environment of a job, where any text can stand, such as the title of a commit or of a pull request. Prose
 * (`ssh: fix login`) is no reference, and a variable that no secret may set keeps its value. Nothing there may uncover a secret: a
 * reference with `nomask` is refused, because whoever can set one variable could otherwise print what it selects.
 * @param allowNames names that may be set although the deny-list has them
 * @throws {InputError} every reference with `nomask`
 */
export function ownReferences(
  variables: Iterable<readonly [string, string]>,
  allowNames: ReadonlySet<string>,
): EnvReferences {
  const { settable, denied } = ownCandidates(variables, allowNames);
  const uncovered = settable.filter(([, value]) => {
    const reading = parseSelection(value, 1);
    return 'ok' in reading && reading.ok.modifiers.nomask;
  });
  if (uncovered.length > 0) {
    throw new InputError(
      uncovered.map(
        ([name]) =>
          `The variable ${quoteText(name)} selects a secret with "nomask", which a variable can't: write --secret 'REFERENCE | nomask > ${printable(name)}'.`,
      ),
    );
  }
  const found = envReferences(settable);
  return { ...found, problems: [...denied, ...found.problems] };
}

/** The variables of a job that begin like references and that a secret may set, and a sentence for each other one. */
export function ownCandidates(
  variables: Iterable<readonly [string, string]>,
  allowNames: ReadonlySet<string>,
): { readonly settable: readonly (readonly [string, string])[]; readonly denied: readonly string[] } {
  const settable: (readonly [string, string])[] = [];
  const denied: string[] = [];
  for (const [name, value] of variables) {
    if (!isCandidate(name, value) || PROSE.test(value)) continue;
    const denial = deniedBy(name, { allowNames, written: true });
    if (denial === undefined) settable.push([name, value]);
    else denied.push(refusal({ name, rule: denial.rule }));
  }
  return { settable, denied };
}

function refusal({ name, rule }: { readonly name: string; readonly rule: string }): string {
  return `The variable ${quoteText(name)} begins like a reference, but no secret may set it (${rule}), unless --allow-names has it.`;
}

function whyNot(...readings: readonly ReturnType<typeof parseSelection>[]): string {
  const problem = readings.flatMap((reading) => ('problem' in reading ? [reading.problem] : []))[0];
  return `begins like a reference and is none: ${problem ?? 'a sink has no place in it'}`;
}
