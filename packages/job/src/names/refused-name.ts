import type { LineProblem, Selection, Settings } from '@senhasegura-action/core/internal';
import type { Platform } from '../platform.js';
import type { Host } from './denied-names.js';
import { type Denial, deniedBy } from './deny-list.js';
import { hasPlace, sinkName, variableName } from './variable-name.js';

/** Why a variable can't have the name that a selection gives it, as a sentence; `undefined` where it can. */
export function refusedName(
  name: string,
  { sink }: Pick<Selection, 'sink'>,
  allowNames: Settings['allowNames'],
  host: Host | undefined,
): string | undefined {
  const written = (sink.kind === 'env' || sink.kind === 'path') && !hasPlace(sink.name);
  const denial = deniedBy(name, { allowNames, host, written });
  if (denial === undefined) return undefined;
  return `the name is on the deny-list (${denial.rule}), because it would change how later steps run. ${advice(name, denial)}`;
}

const advice = (name: string, { when }: Denial): string =>
  when === 'always'
    ? 'Give it another name with "> NAME", or list it in allow-names.'
    : `Where that is what you want, write it: "> ${name}". Otherwise give it another name with "> NAME", or list it in allow-names.`;

/**
 * What a CI system has against a line of `secrets` before anything is fetched: a sink that it has not, a name that no secret may
 * set. Names that only the vault knows are looked at when they are known.
 */
export function lineProblemOf({ host, refusesSink }: Pick<Platform, 'host' | 'refusesSink'>): LineProblem {
  return (selection, settings) => {
    const refused = refusesSink?.(selection.sink);
    if (refused !== undefined) return refused;
    const name = knownName(selection, settings.nameCase);
    const reason = name === undefined ? undefined : refusedName(name, selection, settings.allowNames, host);
    return reason === undefined ? undefined : `it can't become the variable ${name}: ${reason}`;
  };
}

/** The variable of a selection where it is known without the vault. */
function knownName({ target, sink }: Selection, nameCase: Settings['nameCase']): string | undefined {
  if (sink.kind !== 'field-name' && sink.kind !== 'env' && sink.kind !== 'path') return undefined;
  if (target.kind === 'every-secret' || target.field.kind === 'every') return undefined;
  const from = { id: target.id, field: target.field.name };
  return sink.kind === 'field-name' ? variableName(from.field, nameCase) : sinkName(sink.name, from, nameCase);
}
