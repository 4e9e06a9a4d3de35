import { isAbsolute } from 'node:path';
import { InputError, quoteText, type Selection } from '@senhasegura-action/core/internal';

/**
 * Refuses sinks that have no meaning on a command line.
 * @throws {InputError} every such line
 */
export function refuseSinks(selections: readonly Selection[]): void {
  const problems = selections.flatMap(({ sink, line, text }) => {
    const problem = problemOf(sink);
    return problem === undefined ? [] : [`Line ${line} (${quoteText(text)}): ${problem}`];
  });
  if (problems.length > 0) throw new InputError(problems);
}

function problemOf(sink: Selection['sink']): string | undefined {
  if (sink.kind === 'output') return 'there are no outputs here. Write "> NAME" for a variable.';
  if (sink.kind === 'file' && !isAbsolute(sink.path)) {
    return 'file: needs an absolute path here. With "> path:NAME" the variable NAME has the path of a private file.';
  }
  return undefined;
}
