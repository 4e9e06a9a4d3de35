import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PRODUCT = ['core', 'job', 'cli', 'github', 'gitlab', 'azure', 'setup'];

/** The part of a path before anything that is filled in, for each family that it stands for. */
function stems(path: string): readonly string[] {
  const families = path.startsWith('/${')
    ? ['iso', 'api'].map((family) => path.replace(/^\/\$\{\w+\}/, `/${family}`))
    : [path];
  return families.map((whole) => (/^[^{$]*/.exec(whole)?.[0] ?? '').replace(/\/$/, ''));
}

function sourcesOf(name: string): readonly string[] {
  const folder = join(ROOT, 'packages', name, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .map((text) => text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, ''));
}

/** What stands in quotes in the sources and begins as an endpoint does; comments aside. */
function asked(): ReadonlySet<string> {
  const quoted = PRODUCT.flatMap(sourcesOf).flatMap((text) => [
    ...text.matchAll(/['"`](\/(?:iso|api|\$\{family\})\/[^'"`\s]+)/g),
  ]);
  return new Set(quoted.flatMap(([, path]) => stems(path ?? '')));
}

interface Row {
  readonly method: string;
  readonly path: string;
  readonly cells: readonly string[];
}

const rows: readonly Row[] = readFileSync(join(ROOT, 'docs/vault.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const found = /^\| `(\w+) (\/\S+)`/.exec(line);
    const cells = line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1);
    return found === null ? [] : [{ method: found[1] ?? '', path: found[2] ?? '', cells }];
  });

test('every endpoint of the sources is in the table, and no other', () => {
  // The last segment of these is a choice in the source and written out in the table, or the other way round.
  const written = new Set(rows.flatMap(({ path }) => stems(path)));
  const folded = (path: string): string => path.replace(/\/(?:encrypt|decrypt|update)$/, '');
  const inSources = [...asked()].map(folded);
  expect([...new Set([...written].map(folded))].sort()).toEqual([...new Set(inSources)].sort());
});

test('each line says who says so, which permission, and whether it takes custody', () => {
  for (const { cells } of rows) {
    expect(cells).toHaveLength(5);
    expect(cells.every((cell) => cell !== '')).toBe(true);
    expect(cells[2]).toMatch(/vendor|client|seed|nobody/);
    expect(cells[4]).toMatch(/^(?:no|\*\*takes it\*\*|\*\*ends it\*\*)$/);
  }
});

test('no endpoint is there twice, and the reads of a credential are those that take custody', () => {
  const names = rows.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(names).size).toBe(names.length);
  const taking = rows.filter(({ cells }) => cells[4] === '**takes it**').map(({ path }) => path);
  expect(taking).toEqual([
    '/iso/pam/credential/{id}',
    '/api/pam/credential/{id}',
    '/iso/coe/senha/{id}',
    '/iso/coe/senha',
  ]);
});
