import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY } from '../../harness/repository.js';
import { npmCommand } from './project.js';

/** What lies in the repository itself and its packages need to be packed. */
const SHARED = ['package.json', 'tsconfig.base.json', 'LICENSE', 'scripts'];

/** A package, packed from what git has of it and the installed dependencies: nothing that was compiled before. */
export interface PackedSources {
  readonly tarball: string;
  /** What is in it, e.g. `lib/index.js`. */
  readonly files: readonly string[];
  readonly dispose: () => void;
}

/** @param name a folder of `packages` */
export async function packSources(name: string): Promise<PackedSources> {
  const root = mkdtempSync(join(tmpdir(), 'checkout-'));
  const folder = join(root, 'packages', name);
  const known = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...SHARED, `packages/${name}`];
  const listed = execFileSync('git', known, { cwd: REPOSITORY, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of listed.filter((each) => existsSync(join(REPOSITORY, each)))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(REPOSITORY, file), join(root, file));
  }
  for (const installed of ['node_modules', `packages/${name}/node_modules`]) {
    if (existsSync(join(REPOSITORY, installed))) {
      symlinkSync(join(REPOSITORY, installed), join(root, installed), 'junction');
    }
  }
  const [file, ...first] = npmCommand();
  const options = ['--json', '--offline', '--pack-destination', root];
  const { stdout } = await promisify(execFile)(file, [...first, 'pack', ...options], { cwd: folder });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return {
    tarball: join(root, packed.filename),
    files: packed.files.map(({ path }) => path),
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The packages that the JavaScript of a package imports, by name, Node's own left out. @param files below `folder` */
export function importsOf(folder: string, files: readonly string[]): readonly string[] {
  const names = files
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => {
      const found = readFileSync(join(folder, file), 'utf8').matchAll(IMPORT);
      return Array.from(found, ([, name = '']) => name);
    });
  return [...new Set(names.filter((name) => !name.startsWith('node:')))].toSorted();
}

/** The name alone of what follows: of `undici/lib/x.js` it is `undici`. */
const IMPORT = /(?:\bfrom |\bimport\()'((?:@[^/']+\/)?[^./'][^/']*)/gu;
