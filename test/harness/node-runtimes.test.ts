import { nodeRuntimes, requireMajor } from './node-runtimes.js';
import { needs } from './programs.js';

test('the first Node is the one that npm runs on', () => {
  const [first, ...others] = nodeRuntimes();
  expect(first).toEqual({
    name: `Node ${String(requireMajor(20, process.execPath))}`,
    path: process.env.npm_node_execpath ?? process.execPath,
  });
  expect(others.map(({ name }) => name)).not.toContain(first?.name);
});

needs('Node 24').test('the bundles run on Node 24 too, which the npm package `node` brings', () => {
  expect(nodeRuntimes().map(({ name }) => name)).toContain('Node 24');
});

test('an older version is refused in plain words', () => {
  expect(() => requireMajor(99, process.execPath)).toThrow(/^These tests need Node 99 or later; .* is v\d+/);
});
