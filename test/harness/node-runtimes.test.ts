import { nodeRuntimes, requireMajor } from './node-runtimes.js';

test('there is a Node 20 and a Node 24', () => {
  expect(nodeRuntimes().map(({ name }) => name)).toEqual(['Node 20', 'Node 24']);
});

test('another version is refused in plain words', () => {
  expect(() => requireMajor(19, process.execPath)).toThrow(/^These tests need Node 19; .* is v\d+/u);
});
