import { type LeafOfField, visitLeaves } from '../../src/masking/leaves.js';

const leavesOf = (text: string) => {
  const leaves: LeafOfField[] = [];
  return { ...visitLeaves(text, (leaf) => leaves.push(leaf)), leaves };
};

describe('paths', () => {
  test.each([
    ['{"a":{"b/c":["x",{"~":1}]}}', ['/a/b~1c/0', '/a/b~1c/1/~0']],
    ['{"a":"{\\"b\\":\\"c\\"}"}', ['/a', '/a/b']],
    ['{"a":1}\n{"a":2}', ['/0/a', '/1/a']],
    ['[section]\na = x\n[other]\nb = y', ['/section/a', '/other/b']],
    ['a:\n  b:\n  - c: 1\n    d: 2\n  - c: 3\ne: 4', ['/a/b/0/c', '/a/b/0/d', '/a/b/1/c', '/e']],
    ['machine h login u password p', ['/h/login', '/h/password']],
  ])('of %j', (text, paths) => {
    expect(leavesOf(text).leaves.map(({ path }) => path)).toEqual(paths);
  });
});
