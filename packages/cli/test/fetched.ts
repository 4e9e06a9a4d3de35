import { type Fetched, parseSelection, type SecretValue } from '@senhasegura-action/core/internal';

/** A fetched value as the core would give it. */
export function fetchedOf(line: string, reference: string, value: SecretValue, number = 1): Fetched {
  const selection = parseSelection(line, number);
  if ('problem' in selection) throw new Error(selection.problem);
  return { selection: selection.ok, reference, field: reference.slice(reference.lastIndexOf('#') + 1), value };
}

/** Values of one `dsm:*`. */
export function everySecret(values: readonly (readonly [identity: string, field: string, value: string])[]): Fetched[] {
  const selection = parseSelection('dsm:*', 1);
  if ('problem' in selection) throw new Error(selection.problem);
  return values.map(([identity, field, value]) => ({
    ...{ selection: selection.ok, field, value },
    reference: `dsm:${identity}#${field}`,
  }));
}
