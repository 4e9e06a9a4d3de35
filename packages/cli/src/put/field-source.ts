import { InputError, quoteText } from '@senhasegura-action/core/internal';

/** Where the value of a field comes from. */
export type FieldSource =
  | { readonly kind: 'file'; readonly name: string; readonly path: string }
  | { readonly kind: 'stdin'; readonly name: string };

const ADVICE = 'Write KEY=@FILE, KEY=- for standard input, or give KEY=VALUE lines on standard input.';

/**
 * Reads `KEY=@FILE` and `KEY=-`. A value that was written out is refused, and not quoted.
 * @throws {InputError} every problem
 */
export function parseFieldSources(words: readonly string[]): readonly FieldSource[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  const sources = words.flatMap((word, index): readonly FieldSource[] => {
    const equals = word.indexOf('=');
    const name = word.slice(0, Math.max(equals, 0));
    const source = word.slice(equals + 1);
    if (name === '') {
      problems.push(`Argument ${index + 2} is no field. ${ADVICE}`);
      return [];
    }
    if (seen.has(name)) problems.push(`The field ${quoteText(name)} is given twice.`);
    seen.add(name);
    if (source === '-') return [{ kind: 'stdin', name }];
    if (source.startsWith('@') && source.length > 1) return [{ kind: 'file', name, path: source.slice(1) }];
    problems.push(`The value of ${quoteText(name)} is on the command line, where other users can read it. ${ADVICE}`);
    return [];
  });
  if (sources.filter(({ kind }) => kind === 'stdin').length > 1) problems.push('Standard input can be one field only.');
  if (problems.length > 0) throw new InputError(problems);
  return sources;
}
