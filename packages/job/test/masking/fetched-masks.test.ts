import { fetchedSecrets, isUnmasked, maskFetched, type Masker, missingLeaves } from '../../src/masking/masker.js';
import type { Masking } from '../../src/masking/mask-forms.js';
import { parseSelection } from '../../../core/src/references/parse-selections.js';
import type { SecretValue } from '../../../core/src/values/secret-value.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A value as a line of `secrets` fetched it. */
function fetchedBy(line: string, value: SecretValue, passphrase?: string) {
  const reading = parseSelection(line, 1);
  if ('problem' in reading) throw new Error(reading.problem);
  const reference = line.split(' ')[0] ?? '';
  return {
    ...{ selection: reading.ok, reference, id: 'a', field: 'b', value },
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

describe('what of the fetched values is masked', () => {
  test('is each by its reference, but `nomask`; then what was encoded, and every passphrase', () => {
    const fetched = [
      fetchedBy('dsm:a#b > A', 'one'),
      fetchedBy('dsm:a#c | nomask > B', 'two'),
      fetchedBy('dsm:a#d | as=base64 > C', base64('three')),
      fetchedBy('ssh:e | optional > ssh-agent', 'four', 'phrase'),
      fetchedBy('dsm:a#f | mask=/x > D', '{"x":"five"}'),
    ];
    expect(fetchedSecrets(fetched)).toEqual([
      { name: 'dsm:a#b', value: 'one', mask: undefined },
      { name: 'dsm:a#d', value: Buffer.from('three'), mask: undefined },
      { name: 'ssh:e', value: 'four', mask: undefined },
      { name: 'dsm:a#f', value: '{"x":"five"}', mask: { kind: 'pointers', pointers: ['/x'] } },
      { name: 'dsm:a#d (base64)', value: base64('three') },
      { name: 'ssh:e (passphrase)', value: 'phrase' },
    ]);
  });

  test('is the passphrase of a value that is not masked, too', () => {
    const [secret] = fetchedSecrets([fetchedBy('ssh:e#private_key | nomask > K', 'key', 'phrase')]);
    expect(secret).toEqual({ name: 'ssh:e#private_key (passphrase)', value: 'phrase' });
  });
});

test('a pointer below which a value has nothing is told with the value', () => {
  const text = '{"x":{"y":"z"}}';
  const [plain, encoded, all] = [
    fetchedBy('dsm:a#b | mask=/x/y | mask=/w > A', text),
    fetchedBy('dsm:a#c | as=base64 | mask=/x | mask=/v > B', base64(text)),
    fetchedBy('dsm:a#d | mask=all > C', text),
  ] as const;
  expect(missingLeaves([plain, encoded, all])).toEqual([
    { fetched: plain, pointer: '/w' },
    { fetched: encoded, pointer: '/v' },
  ]);
});

describe('how a fetched value is protected', () => {
  /** A masker that answers with these in turn. */
  const answering = (...maskings: readonly Masking[]): Masker => ({ mask: () => maskings });
  const FIELDS: Masking = { kind: 'fields', masked: 1, of: 2, cut: false };

  test('is found by its line and its reference', () => {
    const [one, other, open] = [
      fetchedBy('dsm:a#b > A', 'one'),
      fetchedBy('dsm:a#b > B', 'abc'),
      fetchedBy('dsm:a#b | nomask > C', 'one'),
    ] as const;
    const maskingOf = maskFetched([one, open, other], answering({ kind: 'masked' }, { kind: 'too-short' }));
    expect([one, other, open].map((each) => maskingOf(each).kind)).toEqual(['masked', 'too-short', 'nomask']);
    expect(maskingOf({ ...one, reference: 'dsm:a#c' }).kind).toBe('nomask');
    // A file that a template has become is protected by the masks of its values.
    expect(maskingOf({ ...one, reference: 'template:a' }).kind).toBe('template');
  });

  test.each<[Masking, Masking, Masking['kind']]>([
    [{ kind: 'masked' }, { kind: 'too-short' }, 'masked'],
    [{ kind: 'too-short' }, { kind: 'masked' }, 'masked'],
    [{ kind: 'ordinary-word' }, FIELDS, 'fields'],
    [FIELDS, { kind: 'ordinary-word' }, 'fields'],
    [FIELDS, { kind: 'masked' }, 'fields'],
    [{ kind: 'too-short' }, { kind: 'ordinary-word' }, 'ordinary-word'],
  ])('of two of one line and reference, %j and %j, one that is masked speaks: %s', (first, second, kind) => {
    const each = fetchedBy('dsm:a#b > A', 'one');
    expect(maskFetched([each, { ...each, value: 'two' }], answering(first, second))(each).kind).toBe(kind);
  });

  test.each<[Masking | { readonly kind: 'nomask' }, boolean]>([
    [{ kind: 'masked' }, false],
    [FIELDS, false],
    [{ kind: 'too-short' }, true],
    [{ kind: 'ordinary-word' }, true],
    [{ kind: 'nomask' }, true],
  ])('%j can be read in a log: %j', (masking, unmasked) => {
    expect(isUnmasked(masking)).toBe(unmasked);
  });
});
