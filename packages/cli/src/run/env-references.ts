import { parseSelection, quoteText } from '@senhasegura-action/core';

/** `SOURCE:`, and no URL such as ssh://host. */
const LOOKS_LIKE_REFERENCE = /^(?:dsm|pam|ssh|info|mysafe-password|mysafe-note|mysafe-api):(?!\/\/)/;

export const looksLikeReference = (value: string): boolean => LOOKS_LIKE_REFERENCE.test(value);

export interface EnvReferences {
  /** A line of `secrets` for each variable whose value is a reference. */
  readonly lines: readonly string[];
  /** A sentence for each value that begins like a reference and is none. The value is not quoted. */
  readonly problems: readonly string[];
}

/** Finds variables whose value is a reference, modifiers included, and makes selections of them. */
export function envReferences(variables: Iterable<readonly [string, string]>): EnvReferences {
  const lines: string[] = [];
  const problems: string[] = [];
  for (const [name, value] of variables) {
    // Settings of ours hold references by nature.
    if (name.startsWith('SENHASEGURA_') || !looksLikeReference(value)) continue;
    const line = `${value.trim()} > env:${name}`;
    const alone = parseSelection(value, 1);
    const selection = parseSelection(line, 1);
    if ('ok' in selection && 'ok' in alone && alone.ok.sink.kind === 'field-name') lines.push(line);
    else problems.push(`The variable ${quoteText(name)} ${whyNot(alone, selection)}.`);
  }
  return { lines, problems };
}

function whyNot(...readings: readonly ReturnType<typeof parseSelection>[]): string {
  const problem = readings.flatMap((reading) => ('problem' in reading ? [reading.problem] : []))[0];
  return `begins like a reference and is none: ${problem ?? 'a sink has no place in it'}`;
}
