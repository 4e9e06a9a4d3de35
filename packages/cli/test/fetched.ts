import { type Fetched, parseSelection, type SecretValue } from '@senhasegura-action/core/internal';

/** A fetched value as the core would give it. */
export function fetchedOf(line: string, reference: string, value: SecretValue, number = 1): Fetched {
  const selection = parseSelection(line, number);
  if ('problem' in selection) throw new Error(selection.problem);
  const hash = reference.lastIndexOf('#');
  const id = reference.slice(reference.indexOf(':') + 1, hash);
  return { selection: selection.ok, reference, id, field: reference.slice(hash + 1), value };
}

/** Values of one `dsm:*`. */
export function everySecret(values: readonly (readonly [identity: string, field: string, value: string])[]): Fetched[] {
  const selection = parseSelection('dsm:*', 1);
  if ('problem' in selection) throw new Error(selection.problem);
  return values.map(([identity, field, value]) => ({
    ...{ selection: selection.ok, id: identity, field, value },
    reference: `dsm:${identity}#${field}`,
  }));
}
