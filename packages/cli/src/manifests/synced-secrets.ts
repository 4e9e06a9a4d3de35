import { placeOf, quoteText, type Selection } from '@senhasegura-action/core/internal';
import { sinkName } from '@senhasegura-action/job';
import { OBJECT_NAME, SECRET_KEY } from './kubernetes-names.js';

/** An entry of `spec.data`: one field under one key. */
interface DataEntry {
  readonly secretKey: string;
  readonly remoteRef: {
    readonly key: string;
    readonly property: string;
    readonly decodingStrategy?: 'Base64';
  };
}

/** An entry of `spec.dataFrom`: every field of a secret, under its own name or a rewritten one. */
interface DataFromEntry {
  readonly extract: { readonly key: string; readonly decodingStrategy?: 'Base64' };
  readonly rewrite?: readonly { readonly regexp: { readonly source: string; readonly target: string } }[] | undefined;
}

/** What one Secret of Kubernetes is made of. */
export interface SyncedSecret {
  readonly name: string;
  readonly data: readonly DataEntry[];
  readonly dataFrom: readonly DataFromEntry[];
}

type Wanted = { readonly selection: Selection; readonly id: string } & (
  { readonly kind: 'data'; readonly entry: DataEntry } | { readonly kind: 'data-from'; readonly entry: DataFromEntry }
);

/**
 * What the operator is to write: one Secret `name`, or where none is given one for each secret of the vault, under its identity.
 * Every selection that its provider for senhasegura can't follow is a problem.
 */
export function syncedSecrets(
  selections: readonly Selection[],
  name: string | undefined,
): { readonly secrets: readonly SyncedSecret[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const groups = new Map<string, Wanted[]>();
  for (const selection of selections) {
    const reading = wantedOf(selection);
    if ('problems' in reading) problems.push(...reading.problems.map((problem) => `${placeOf(selection)}: ${problem}`));
    else groups.set(name ?? reading.id, [...(groups.get(name ?? reading.id) ?? []), reading]);
  }
  for (const [target, [first]] of groups) {
    if (name !== undefined || first === undefined || OBJECT_NAME.fits(target)) continue;
    problems.push(
      `${placeOf(first.selection)}: ${quoteText(target)} can't be the name of a Secret (${OBJECT_NAME.says}): give it one, --name ${OBJECT_NAME.nearest(target)}`,
    );
  }
  problems.push(...[...groups.values()].flatMap(conflicts));
  return { secrets: [...groups].map(([target, wanted]) => secretOf(target, wanted)), problems };
}

function secretOf(name: string, wanted: readonly Wanted[]): SyncedSecret {
  return {
    name,
    data: withoutRepeats(wanted.flatMap((each) => (each.kind === 'data' ? [each.entry] : []))),
    dataFrom: withoutRepeats(wanted.flatMap((each) => (each.kind === 'data-from' ? [each.entry] : []))),
  };
}

/** The same line twice is one entry. */
function withoutRepeats<T>(entries: readonly T[]): readonly T[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** Of two values for one key the operator would take the later without a word. */
function conflicts(wanted: readonly Wanted[]): readonly string[] {
  const first = new Map<string, Wanted & { readonly kind: 'data' }>();
  return wanted.flatMap((each) => {
    if (each.kind !== 'data') return [];
    const { secretKey } = each.entry;
    const earlier = first.get(secretKey);
    if (earlier === undefined) first.set(secretKey, each);
    if (earlier === undefined || JSON.stringify(earlier.entry) === JSON.stringify(each.entry)) return [];
    const both = `${placeOf(earlier.selection)} and ${placeOf(each.selection)}`;
    return [`${both}: both go to the key ${quoteText(secretKey)}: give one of them another name with "> NAME"`];
  });
}

/** A selection as an entry, or why the operator can't follow it. */
function wantedOf(selection: Selection): Wanted | { readonly problems: readonly string[] } {
  const { target, sink, modifiers } = selection;
  const problems = [...modifierProblems(modifiers), ...sinkProblems(sink)];
  if (target.kind === 'every-secret') {
    return { problems: [`the operator can't list what there is: name each secret, e.g. dsm:IDENTITY`, ...problems] };
  }
  const { source, id, field } = target;
  if (source !== 'dsm') {
    const why = `the operator reads DSM alone, and no ${source}: fetch it where it is used, with senhasegura run`;
    return { problems: [why, ...problems] };
  }
  const decoding = modifiers.base64 ? ({ decodingStrategy: 'Base64' } as const) : {};
  if (field.kind === 'every') {
    if (problems.length > 0) return { problems };
    const rewrite = sink.kind === 'env' ? { rewrite: rewriteOf(sink.name, id) } : {};
    return { kind: 'data-from', selection, id, entry: { extract: { key: id, ...decoding }, ...rewrite } };
  }
  const secretKey = sink.kind === 'env' ? sinkName(sink.name, { id, field: field.name }, 'keep') : field.name;
  if (!SECRET_KEY.fits(secretKey)) {
    const nearest = sink.kind === 'env' ? SECRET_KEY.nearest(secretKey) : nearestVariable(secretKey);
    problems.push(
      `${quoteText(secretKey)} can't be a key of a Secret (${SECRET_KEY.says}): write a name, e.g. "> ${nearest}"`,
    );
  }
  if (problems.length > 0) return { problems };
  return {
    kind: 'data',
    selection,
    id,
    entry: { secretKey, remoteRef: { key: id, property: field.name, ...decoding } },
  };
}

/** A sink is the name of a variable, which is less than a key can be. */
const nearestVariable = (text: string): string => sinkName('*', { id: '', field: SECRET_KEY.nearest(text) }, 'keep');

const FIELD = '\0';

/** `DB_*` as steps of the operator: what no variable's name holds becomes `_`, then comes what stands around the name. */
function rewriteOf(pattern: string, id: string): DataFromEntry['rewrite'] {
  const [before = '', after = ''] = sinkName(pattern.replace('*', FIELD), { id, field: '' }, 'keep').split(FIELD);
  const steps = [
    { source: '[^A-Za-z0-9_]', target: '_' },
    ...(before === '' ? [{ source: '^([0-9])', target: '_${1}' }] : []),
    ...(before + after === '' ? [] : [{ source: '^(.*)$', target: `${before}\${1}${after}` }]),
  ];
  return steps.map((regexp) => ({ regexp }));
}

/** What hides a value in a log (`nomask`, `mask=`) has nothing to do here: the operator logs none. */
function modifierProblems({ optional, json, as }: Selection['modifiers']): string[] {
  return [
    ...(optional ? ['the operator knows no optional secret: remove "optional"'] : []),
    ...(json === undefined ? [] : ['the operator can\'t look into a value: remove "json="']),
    ...(as === undefined ? [] : ['the operator can\'t encode a value: remove "as="']),
  ];
}

function sinkProblems(sink: Selection['sink']): readonly string[] {
  switch (sink.kind) {
    case 'field-name':
    case 'env':
      return [];
    case 'output':
      return ['the operator has no outputs: write "> NAME" for a key of the Secret'];
    case 'file':
    case 'path':
      return ['the operator writes no files: write "> NAME" for a key of the Secret, and mount that'];
    case 'ssh-agent':
      return ['the operator has no ssh-agent'];
  }
}
