import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import GithubSlugger from 'github-slugger';
import { REPOSITORY } from '../harness/repository.js';

const read = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8');
const markdownOf = (folder: string) =>
  readdirSync(join(REPOSITORY, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

const DOCUMENTS = [
  ...['.', 'docs'].flatMap(markdownOf),
  ...readdirSync(join(REPOSITORY, 'packages')).flatMap((name) => markdownOf(join('packages', name))),
];

const withoutCode = (text: string) => text.replaceAll(/^( *)(`{3,})[^]*?^\1\2$/gmu, '').replaceAll(/`[^`\n]*`/gu, '');

/** Every anchor of a document, as GitHub makes them of its headings. */
function anchorsOf(file: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const text = read(file).replaceAll(/^( *)(`{3,})[^]*?^\1\2$/gmu, '');
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gmu)].map(([, heading = '']) => heading);
  return new Set(headings.map((heading) => slugger.slug(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1'))));
}

interface Link {
  readonly from: string;
  readonly target: string;
}

/** Every link of a document to another file or place of this repository. */
const linksOf = (from: string): readonly Link[] =>
  [...withoutCode(read(from)).matchAll(/\]\(([^)\s]+)\)/gu)]
    .map(([, target = '']) => ({ from, target }))
    .filter(({ target }) => !/^[a-z]+:/u.test(target));

/** What is wrong with a link; undefined when it leads somewhere. */
function problem({ from, target }: Link): string | undefined {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? from : normalize(join(dirname(from), path));
  if (file.startsWith('..')) return `${from}: ${target} leaves the repository`;
  if (!existsSync(join(REPOSITORY, file))) return `${from}: ${target} is not there`;
  if (anchor === undefined) return undefined;
  if (statSync(join(REPOSITORY, file)).isDirectory()) return `${from}: ${target} is a folder, which has no headings`;
  return anchorsOf(file).has(anchor) ? undefined : `${from}: ${file} has no heading for #${anchor}`;
}

test.each(DOCUMENTS)('every link of %s leads somewhere', (document) => {
  expect(linksOf(document).flatMap((link) => problem(link) ?? [])).toEqual([]);
});

test('a link that leads nowhere is found', () => {
  expect(DOCUMENTS.flatMap(linksOf).length).toBeGreaterThan(50);
  for (const target of ['docs/nowhere.md', 'docs/cli.md#nowhere', '#nowhere', '../outside.md', 'docs#cli']) {
    expect(problem({ from: 'README.md', target })).toContain(target.split('#').at(-1));
  }
});
