import fc from 'fast-check';
import { NAMESPACE, OBJECT_NAME, SECRET_KEY } from '../../src/manifests/kubernetes-names.js';

const RULES = { OBJECT_NAME, NAMESPACE, SECRET_KEY };
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' }));

describe.each(Object.entries(RULES))('%s', (_, rule) => {
  test('the nearest name fits, whatever was written, and a name that fits is its own nearest', () => {
    fc.assert(
      fc.property(text, (written) => {
        const nearest = rule.nearest(written);
        expect(rule.fits(nearest)).toBe(true);
        expect(rule.nearest(nearest)).toBe(nearest);
      }),
    );
  });
});

/** The patterns that Kubernetes itself has (apimachinery, validation.go), written down anew. */
test.each([
  ...[...['a', 'a-b.c', '0', 'a'.repeat(253)], ...['A', 'a_b', '-a', 'a-', 'a..b', '.a', '', 'a'.repeat(254)]].map(
    (name, at) => ({ rule: OBJECT_NAME, name, fits: at < 4 }),
  ),
  ...[...['a', 'a-b', 'a'.repeat(63)], ...['a.b', 'A', '', 'a'.repeat(64), 'a\n']].map((name, at) => ({
    ...{ rule: NAMESPACE, name, fits: at < 3 },
  })),
  ...[...['A_b-c.d', '.dockerconfigjson', '0'], ...['.', '..', '..a', 'a b', 'é', '', 'a/b', 'a\n']].map(
    (name, at) => ({
      ...{ rule: SECRET_KEY, name, fits: at < 3 },
    }),
  ),
])('$name fits: $fits', ({ rule, name, fits }) => {
  expect(rule.fits(name)).toBe(fits);
});

test.each([
  [OBJECT_NAME, 'Café/Données_prod', 'cafe-donnees-prod'],
  [OBJECT_NAME, 'cart/americanas/npf/cassandra', 'cart-americanas-npf-cassandra'],
  [OBJECT_NAME, '.A..b-.c', 'a.b.c'],
  [OBJECT_NAME, '日本', 'secret'],
  [NAMESPACE, 'Shop.Prod', 'shop-prod'],
  [SECRET_KEY, 'clé privée', 'cle_privee'],
  [SECRET_KEY, '..a', '_a'],
])('%# the nearest of a name keeps what it can', (rule, written, nearest) => {
  expect(rule.nearest(written)).toBe(nearest);
});
