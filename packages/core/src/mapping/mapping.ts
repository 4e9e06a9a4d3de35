/** A variable that a mapping names. */
export interface MappedVariable {
  readonly variable: string;
  /** The file, the block and the entry, as a message begins with them. */
  readonly place: string;
}

/** A mapping file that has been checked. */
export interface Mapping {
  /** What the vault gets: the file's own text. */
  readonly text: string;
  /** In the order of the file; a variable that two entries name is there twice. */
  readonly variables: readonly MappedVariable[];
}
