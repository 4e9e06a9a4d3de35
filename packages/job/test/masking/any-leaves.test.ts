import fc from 'fast-check';
import { type LeafOfField, visitLeaves } from '../../src/masking/leaves.js';

const leavesOf = (text: string) => {
  const leaves: LeafOfField[] = [];
  return { ...visitLeaves(text, (leaf) => leaves.push(leaf)), leaves };
};

test('of JSON are those of RFC 6901, whatever the document', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
      const document = JSON.parse(JSON.stringify(value)) as unknown;
      const expected: string[] = [];
      const walk = (node: unknown, path: string): void => {
        if (typeof node !== 'object' || node === null) expected.push(path);
        else
          for (const [name, child] of Object.entries(node))
            walk(child, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      };
      walk(document, '');
      const own = leavesOf(JSON.stringify(document));
      expect(expected.filter((path) => !own.leaves.some((leaf) => leaf.path === path))).toEqual([]);
      expect(own.fields).toBe(expected.length);
    }),
  );
});

test('of files of lines are what was written, whatever the names and values', () => {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.]{2,12}$/);
  const value = fc.stringMatching(/^[A-Za-z0-9+/@:.!$%&*()-][A-Za-z0-9+/@:.!$%&*()=-]{0,20}$/);
  const writers = [
    (key: string, text: string) => `${key}=${text}`,
    (key: string, text: string) => `export ${key}='${text}'`,
    (key: string, text: string) => `${key}: "${text.replaceAll(/[\\"$]/g, '\\$&')}"`,
  ];
  fc.assert(
    fc.property(fc.dictionary(name, value, { minKeys: 2 }), fc.constantFrom(...writers), (written, write) => {
      const lines = Object.entries(written).map(([key, text]) => write(key, text));
      const own = leavesOf(`# of the test\n${lines.join('\n')}\n`);
      const found = Object.fromEntries(own.leaves.map(({ path, text }) => [path, text]));
      expect(own.fields).toBe(lines.length);
      expect(found).toMatchObject(Object.fromEntries(Object.entries(written).map(([key, text]) => [`/${key}`, text])));
    }),
  );
});
