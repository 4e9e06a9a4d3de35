import { parseSelection, quoteText } from '@senhasegura-action/core/internal';
import { deniedBy } from '@senhasegura-action/job';

/** `SOURCE:`, and no URL such as ssh://host. */
const LOOKS_LIKE_REFERENCE = /^(?:dsm|pam|ssh|info|mysafe-password|mysafe-note|mysafe-api):(?!\/\/)/;

/** A word and a colon, and then more words. */
const PROSE = /^[^:]*:\s/;

export const looksLikeReference = (value: string): boolean => LOOKS_LIKE_REFERENCE.test(value);

/** Settings of ours hold references by nature. */
const isCandidate = (name: string, value: string): boolean =>
  !name.startsWith('SENHASEGURA_') && looksLikeReference(value);

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
 * The same for the environment of a job, where any text can stand, such as the title of a commit. Prose (`ssh: fix login`) is
 * no reference, and a variable that no secret may set keeps its value.
 * @param allowNames names that may be set although the deny-list has them
 */
export function ownReferences(
  variables: Iterable<readonly [string, string]>,
  allowNames: ReadonlySet<string>,
): EnvReferences {
  const candidates = [...variables].filter(([name, value]) => isCandidate(name, value) && !PROSE.test(value));
  const denied = candidates.flatMap(([name]) => {
    const rule = deniedBy(name, allowNames);
    return rule === undefined ? [] : [{ name, rule }];
  });
  const refused = new Set(denied.map(({ name }) => name));
  const found = envReferences(candidates.filter(([name]) => !refused.has(name)));
  return { ...found, problems: [...denied.map(refusal), ...found.problems] };
}

function refusal({ name, rule }: { readonly name: string; readonly rule: string }): string {
  return `The variable ${quoteText(name)} begins like a reference, but no secret may set it (${rule}), unless --allow-names has it.`;
}

function whyNot(...readings: readonly ReturnType<typeof parseSelection>[]): string {
  const problem = readings.flatMap((reading) => ('problem' in reading ? [reading.problem] : []))[0];
  return `begins like a reference and is none: ${problem ?? 'a sink has no place in it'}`;
}
