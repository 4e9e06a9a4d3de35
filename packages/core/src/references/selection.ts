import type { Source } from '../values/secret-value.js';

/** Which fields of an item a reference selects. */
export type FieldChoice = { readonly kind: 'every' } | { readonly kind: 'one'; readonly name: string };

/** What a reference points at. */
export type Target =
  | { readonly kind: 'item'; readonly source: Source; readonly id: string; readonly field: FieldChoice }
  /** `dsm:*`: every field of every secret of the authorization. */
  | { readonly kind: 'every-secret' };

/** Where a value goes. A `name` or `path` with `*` takes each field's name in its place. */
export type Sink =
  /** No sink was written: each value goes to the environment under its field's name. */
  | { readonly kind: 'field-name' }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'output'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  /** A private temporary file, whose path goes into the variable `name`. */
  | { readonly kind: 'path'; readonly name: string }
  | { readonly kind: 'ssh-agent' };

export interface Modifiers {
  /** A missing secret or field is a notice, not an error. */
  readonly optional: boolean;
  readonly nomask: boolean;
  /** Decode the value from base64 (RFC 4648, standard or URL alphabet), before `json`. */
  readonly base64: boolean;
  /** An RFC 6901 pointer into the value. */
  readonly json?: string;
}

/** One line of the `secrets` setting, read. */
export interface Selection {
  readonly target: Target;
  readonly modifiers: Modifiers;
  readonly sink: Sink;
  /** 1 for the first line of the setting. */
  readonly line: number;
  /** The line as the user wrote it, trimmed. */
  readonly text: string;
}

function formatTarget(target: Target): string {
  if (target.kind === 'every-secret') return 'dsm:*';
  // The field is always written: an id may hold a `#` of its own.
  return `${target.source}:${target.id}#${target.field.kind === 'every' ? '*' : target.field.name}`;
}

function formatModifiers(modifiers: Modifiers): string {
  const flags = (['optional', 'nomask', 'base64'] as const).filter((flag) => modifiers[flag]);
  const words = modifiers.json === undefined ? flags : [...flags, `json=${modifiers.json}`];
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
 * The canonical line of a selection: the field written out, modifiers in the order optional, nomask, base64, json, and
 * `NAME` for the environment. Reading the line gives the same target, modifiers and sink again.
 */
export function formatSelection(selection: Pick<Selection, 'target' | 'modifiers' | 'sink'>): string {
  return formatTarget(selection.target) + formatModifiers(selection.modifiers) + formatSink(selection.sink);
}
