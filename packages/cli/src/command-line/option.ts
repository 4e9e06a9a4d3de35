/** One option of the command line, before anything is read. */
export interface OptionEntry {
  /** For `--help`. */
  readonly about: string;
  /** What the help calls the value; an option without one is a switch, `--name` or `--name=false`. */
  readonly value?: string;
  /** One letter. */
  readonly short?: string;
  /** Other names for the same. */
  readonly aliases?: readonly string[];
  /** May be given several times. */
  readonly multiple?: true;
  /** The only values that are possible. */
  readonly choices?: readonly string[];
}

export type Options = Readonly<Record<string, OptionEntry>>;
