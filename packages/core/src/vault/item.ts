import type { Field, Source } from '../values/secret-value.js';

/** What a source knows of one id. */
export type ItemReading =
  | { readonly kind: 'found'; readonly fields: readonly Field[] }
  /** `why` is a sentence for the user, with advice. */
  | { readonly kind: 'missing'; readonly why: string };

/** Reads the items of one source. The same id is asked for once a run. */
export type ReadItem = (id: string) => Promise<ItemReading>;

/** One secret of `dsm:*`. */
export interface IdentifiedItem {
  readonly id: string;
  readonly fields: readonly Field[];
}

/** Everything that references can point at. */
export interface Sources {
  readonly items: Readonly<Record<Source, ReadItem>>;
  /** `dsm:*` */
  readonly everySecret: () => Promise<readonly IdentifiedItem[]>;
}
