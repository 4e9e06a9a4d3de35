import type { VariableRules } from '../platform.js';
import { atLines, quoteText } from '@senhasegura-action/core/internal';
import { type Publication, describeDestination } from './publication.js';

export interface Fitted {
  readonly publications: readonly Publication[];
  readonly problems: readonly string[];
}

/**
 * Finds values that no variable or output of this CI system can hold, and gives each another form or another place, as the
 * system's rules say. Each such publication has a note of it.
 */
export function fitVariables(publications: readonly Publication[], rules: VariableRules | undefined): Fitted {
  if (rules === undefined) return { publications, problems: [] };
  const problems: string[] = [];
  const fitted = publications.map((publication) => {
    const refusal = refusalOf(publication, rules);
    if (refusal === undefined) return publication;
    const other = otherwise(publication, refusal, rules.instead);
    if (other === undefined) problems.push(problem(publication, refusal));
    return other ?? publication;
  });
  return { publications: fitted, problems };
}

/** A value that is no text is a problem on every CI system (`checkPublication`). */
function refusalOf({ destination, fetched: { value } }: Publication, rules: VariableRules): string | undefined {
  const held = destination.kind === 'variable' || destination.kind === 'output';
  return held && typeof value === 'string' ? rules.refusal(value) : undefined;
}

/** `undefined` where nothing can be done: the path of a file is of no use to the other jobs that read an output. */
function otherwise(
  { fetched, destination }: Publication,
  refusal: string,
  instead: VariableRules['instead'],
): Publication | undefined {
  const note = `The value of ${fetched.reference} ${refusal}: the ${describeDestination(destination)} holds`;
  if (instead === 'base64') {
    const value = Buffer.from(fetched.value).toString('base64');
    return { fetched: { ...fetched, value }, destination, note: `${note} it in base64.` };
  }
  if (instead === 'file' && destination.kind === 'variable') {
    const { name } = destination;
    return {
      fetched,
      destination: { kind: 'private-file', name },
      note: `${note} the path of a private file with it.`,
    };
  }
  return undefined;
}

function problem({ fetched, destination }: Publication, refusal: string): string {
  return atLines(
    [fetched.selection],
    `${quoteText(fetched.reference)} can't become the ${describeDestination(destination)}: the value ${refusal}. Use "> path:NAME" or "> file:PATH".`,
  );
}
