import { type LeafOfField, visitLeaves } from '../../src/masking/leaves.js';

const leavesOf = (text: string) => {
  const leaves: LeafOfField[] = [];
  return { ...visitLeaves(text, (leaf) => leaves.push(leaf)), leaves };
};

describe('of the leaves of a document', () => {
  test('no more than two hundred thousand leaves are looked at', () => {
    const text = (count: number) => `[${Array.from({ length: count }, () => '1').join(',')}]`;
    const { leaves: all, ...most } = leavesOf(text(199_999));
    expect([all.length, most]).toEqual([199_999, { fields: 199_999, cut: false }]);
    const { leaves, ...structure } = leavesOf(text(200_005));
    expect([leaves.length, structure]).toEqual([200_000, { fields: 200_000, cut: true }]);
  });

  test('those inside of others among them', () => {
    const inner = `[${Array.from({ length: 150_000 }, () => '1').join(',')}]`;
    const { leaves, ...structure } = leavesOf(JSON.stringify({ a: inner, b: inner, c: inner }));
    expect(leaves.length).toBeLessThanOrEqual(200_002);
    expect(structure.cut).toBe(true);
  });
});
