import { isAbsolute, join } from 'node:path';
import type { Fetched, Selection, Settings } from '@senhasegura-action/core/internal';
import { sinkName, variableName } from '../names/variable-name.js';

/** Where one value goes, with every name decided. */
export type Destination =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'output'; readonly name: string }
  /** `path` is absolute. */
  | { readonly kind: 'file'; readonly path: string }
  /** A file with a private name, whose path goes into the variable `name`. */
  | { readonly kind: 'private-file'; readonly name: string }
  | { readonly kind: 'ssh-agent' };

/** What is to be published: a value that was brought, or a file that a template has become. */
export type Published = Omit<Fetched, 'selection'> & { readonly selection: Omit<Selection, 'target'> };

/** A value and its destination. */
export interface Publication {
  readonly fetched: Published;
  readonly destination: Destination;
  /** What a user has to know of it: a sentence for the log. */
  readonly note?: string;
}

/** How a message calls a destination. */
export function describeDestination(destination: Destination): string {
  switch (destination.kind) {
    case 'variable':
      return `variable ${destination.name}`;
    case 'output':
      return `output ${destination.name}`;
    case 'file':
      return `file ${destination.path}`;
    case 'private-file':
      return `file path in variable ${destination.name}`;
    case 'ssh-agent':
      return 'ssh-agent';
  }
}

/** Decides each value's destination: patterns take the field's name, relative files go below the temp folder. */
export function resolveDestinations(
  fetched: readonly Published[],
  nameCase: Settings['nameCase'],
  tempDir: string,
): readonly Publication[] {
  return fetched.map((value) => ({ fetched: value, destination: destinationOf(value, nameCase, tempDir) }));
}

function destinationOf(
  { selection: { sink }, id, field }: Published,
  nameCase: Settings['nameCase'],
  tempDir: string,
): Destination {
  switch (sink.kind) {
    case 'field-name':
      return { kind: 'variable', name: variableName(field, nameCase) };
    case 'env':
      return { kind: 'variable', name: sinkName(sink.name, { id, field }, nameCase) };
    case 'output':
      return { kind: 'output', name: sinkName(sink.name, { id, field }, nameCase) };
    case 'path':
      return { kind: 'private-file', name: sinkName(sink.name, { id, field }, nameCase) };
    case 'ssh-agent':
      return { kind: 'ssh-agent' };
    case 'file': {
      const path = sinkName(sink.path, { id, field }, nameCase);
      return { kind: 'file', path: isAbsolute(path) ? path : join(tempDir, path) };
    }
  }
}
