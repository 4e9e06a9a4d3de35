import fc from 'fast-check';
import { type Leaf, visitJson } from '../../src/masking/json-leaves.js';

test('of any JSON document every string, number and word is told in its order, with its pointer (RFC 6901)', () => {
  const layouts = [undefined, 2, '\t'] as const;
  fc.assert(
    fc.property(
      fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())),
      fc.constantFrom(...layouts),
      (value, space) => {
        const expected: Leaf[] = [];
        const walk = (node: unknown, path: string, key: string): void => {
          if (Array.isArray(node)) for (const [index, child] of node.entries()) walk(child, `${path}/${index}`, key);
          else if (typeof node === 'object' && node !== null)
            for (const [name, child] of Object.entries(node))
              walk(child, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, name);
          else if (typeof node === 'string') expected.push({ path, key, text: node, number: false });
          else expected.push({ path, key, text: JSON.stringify(node), number: true });
        };
        const text = JSON.stringify(value, undefined, space);
        walk(JSON.parse(text) as unknown, '', '');
        const leaves: Leaf[] = [];
        expect(visitJson(text, (leaf) => leaves.push(leaf) > 0)).toBe(expected.length > 0);
        expect(leaves).toEqual(expected);
      },
    ),
  );
});
