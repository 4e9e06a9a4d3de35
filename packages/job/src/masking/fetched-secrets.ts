import type { Fetched } from '@senhasegura-action/core/internal';
import type { NamedValue } from './mask-secrets.js';

/** What of the fetched values has to be masked: all but `nomask`, and every passphrase. */
export function fetchedSecrets(fetched: readonly Fetched[]): readonly NamedValue[] {
  const masked = fetched.filter(({ selection }) => !selection.modifiers.nomask);
  return [
    ...masked.map(({ reference, value }) => ({ name: reference, value })),
    ...fetched.flatMap(({ reference, passphrase: value }) =>
      value === undefined ? [] : [{ name: `${reference} (passphrase)`, value }],
    ),
  ];
}
