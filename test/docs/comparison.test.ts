import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../harness/repository.js';

const page = readFileSync(join(REPOSITORY, 'docs/comparison.md'), 'utf8');
const targets = new Map(Array.from(page.matchAll(/^\[([^\]]+)\]: (\S+)$/gmu), ([, name, url]) => [name, url]));

/** The rows of the table below a heading, without its head; cells are separated by bars that no backslash precedes. */
const rowsBelow = (heading: string): readonly (readonly string[])[] => {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n\n').filter((part) => part.trimStart().startsWith('|'));
  const lines = table.trim().split('\n').slice(2);
  return lines.map((line) =>
    line
      .split(/(?<!\\)\|/u)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
};
const TABLES = [
  ['Actions that fetch secrets', 14],
  ['Tools', 5],
] as const;

test('what is missing here comes first, and the page says when it was written', () => {
  expect(/^## (.+)$/mu.exec(page)?.[1]).toBe('What we lack');
  expect(page.split('\n\n')[1]).toMatch(/^Read in \w+ (?:and \w+ )?20\d\d/u);
});

describe.each(TABLES)('%s', (heading, peers) => {
  const [ours = [], ...others] = rowsBelow(heading);

  test(`our row is the first, and ${peers} others follow`, () => {
    expect(ours[0]).toMatch(/^\*\*/u);
    expect(others).toHaveLength(peers);
  });

  test.each(others)('what is said of %s has a source', (...cells) => {
    expect(cells).toHaveLength(ours.length);
    const sources = Array.from(cells.at(-1)?.matchAll(/\]\[([^\]]+)\]/gu) ?? [], ([, name]) => targets.get(name));
    expect(sources).not.toEqual([]);
    for (const source of sources) expect(source).toMatch(/^https:\/\//u);
  });
});

test('every name of a link has its address, and every address is used', () => {
  const [body = ''] = page.split('\n[vault]: ');
  const used = Array.from(body.matchAll(/(?:\]\[|(?<!\])\[)([^\]\n]+)\](?![[(:])/gu), ([, name]) => name);
  expect(used.filter((name) => !targets.has(name))).toEqual([]);
  expect([...targets.keys()].filter((name) => !used.includes(name))).toEqual([]);
});
