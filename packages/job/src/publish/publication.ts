import type { Fetched } from '@senhasegura-action/core/internal';

/** Where one value goes, with every name decided. */
export type Destination =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'output'; readonly name: string }
  /** `path` is absolute. */
  | { readonly kind: 'file'; readonly path: string }
  /** A file with a private name, whose path goes into the variable `name`. */
  | { readonly kind: 'private-file'; readonly name: string }
  | { readonly kind: 'ssh-agent' };

/** A value and its destination. */
export interface Publication {
  readonly fetched: Fetched;
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
