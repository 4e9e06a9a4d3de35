/** One variable to write: a name (`[A-Za-z_][A-Za-z0-9_]*`) and the vault's value, as text. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}
