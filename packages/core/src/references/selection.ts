import { quoteText } from '../errors/message-text.js';
import type { ListedSource, Source } from '../values/secret-value.js';

/** Which fields of an item a reference selects. */
export type FieldChoice = { readonly kind: 'every' } | { readonly kind: 'one'; readonly name: string };

/** What a reference points at. Ids and names of fields are in NFC. */
export type Target =
  | { readonly kind: 'item'; readonly source: Source; readonly id: string; readonly field: FieldChoice }
  /** `dsm:*`: every field of every secret of the authorization. `jit:*`: of every account that is made for this run. */
  | { readonly kind: 'every-secret'; readonly source: ListedSource };

/** Where a value goes. In a `name` or `path`, `*` stands for the name of the field and `{id}` for the id of the item. */
export type Sink =
  /** No sink was written: each value goes to the environment under its field's name. */
  | { readonly kind: 'field-name' }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'output'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  /** A private temporary file, whose path goes into the variable `name`. */
  | { readonly kind: 'path'; readonly name: string }
  | { readonly kind: 'ssh-agent' };

/** Which leaves of a structured value are masked on their own, whatever they look like (design section 4a). */
export type LeafMask =
  | { readonly kind: 'all' }
  /** RFC 6901 pointers into the value, after `base64` and `json`; what lies below one is meant as well. */
  | { readonly kind: 'pointers'; readonly pointers: readonly string[] };

export interface Modifiers {
  /** A missing secret or field is a notice, not an error. */
  readonly optional: boolean;
  readonly nomask: boolean;
  /** Decode the value from base64 (RFC 4648, standard or URL alphabet), before `json`. */
  readonly base64: boolean;
  /** An RFC 6901 pointer into the value. */
  readonly json?: string;
  /** Encode the value, after everything else. */
  readonly as?: 'base64';
  /** Never together with `nomask`. */
  readonly mask?: LeafMask;
  /** The clean-up waits until the vault has changed the password. Of `pam` alone. */
  readonly oneTime?: true;
}

/** One line of the `secrets` setting, read. */
export interface Selection {
  readonly target: Target;
  readonly modifiers: Modifiers;
  readonly sink: Sink;
  /** 1 for the first line of the setting; absent where nobody wrote a line, as for the default of the setting. */
  readonly line?: number;
  /** The line as the user wrote it, trimmed. */
  readonly text: string;
}

/** How a message begins that is about a selection: `Line 3 ("dsm:db > DB")`, or the reference alone where there is no line. */
export function placeOf({ line, text }: Pick<Selection, 'line' | 'text'>): string {
  return line === undefined ? quoteText(text) : `Line ${line} (${quoteText(text)})`;
}

/** A sentence about one selection or two, with the numbers of their lines before it where somebody wrote lines. */
export function atLines(selections: readonly Pick<Selection, 'line'>[], sentence: string): string {
  const lines = new Set(selections.flatMap(({ line }) => line ?? []));
  if (lines.size === 0) return sentence;
  return `${lines.size === 1 ? 'Line' : 'Lines'} ${[...lines].join(' and ')}: ${sentence}`;
}

function formatTarget(target: Target): string {
  if (target.kind === 'every-secret') return `${target.source}:*`;
  // The field is always written: an id may hold a `#` of its own.
  return `${target.source}:${target.id}#${target.field.kind === 'every' ? '*' : target.field.name}`;
}

function maskWords(mask: LeafMask | undefined): readonly string[] {
  if (mask === undefined) return [];
  return mask.kind === 'all' ? ['mask=all'] : mask.pointers.map((pointer) => `mask=${pointer}`);
}

function formatModifiers({ json, as, mask, oneTime, ...flags }: Modifiers): string {
  const words = [
    ...(['optional', 'nomask', 'base64'] as const).filter((flag) => flags[flag]),
    ...(json === undefined ? [] : [`json=${json}`]),
    ...(as === undefined ? [] : [`as=${as}`]),
    ...maskWords(mask),
    ...(oneTime === undefined ? [] : ['one-time']),
  ];
  return words.map((word) => ` | ${word}`).join('');
}

function formatSink(sink: Sink): string {
  switch (sink.kind) {
    case 'field-name':
      return '';
    case 'env':
      return ` > ${sink.name}`;
    case 'output':
    case 'path':
      return ` > ${sink.kind}:${sink.name}`;
    case 'file':
      return ` > file:${sink.path}`;
    case 'ssh-agent':
      return ' > ssh-agent';
  }
}

/**
 * The canonical line of a selection: the field written out, modifiers in the order of `Modifiers`, and `NAME` for the
 * environment. Reading the line gives the same target, modifiers and sink again.
 */
export function formatSelection(selection: Pick<Selection, 'target' | 'modifiers' | 'sink'>): string {
  return formatTarget(selection.target) + formatModifiers(selection.modifiers) + formatSink(selection.sink);
}
