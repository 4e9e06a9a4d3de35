import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY } from '../../harness/repository.js';
import { npmCommand } from './project.js';

/** A registry of npm on this machine. */
export interface Registry {
  readonly url: string;
  readonly dispose: () => void;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  readonly integrity: string;
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

const dependenciesOf = (folder: string) => Object.keys(manifestOf(folder).dependencies ?? {});

/** Where Node finds a package that one in `folder` asks for. */
function findPackage(name: string, folder: string): string {
  const found = join(folder, 'node_modules', name);
  if (existsSync(join(found, 'package.json'))) return found;
  if (dirname(folder) === folder) throw new Error(`${name} is not installed`);
  return findPackage(name, dirname(folder));
}

/** Adds the folders of these packages, as one in `folder` gets them, and of all that they declare that they need. */
function addNeeded(names: readonly string[], folder: string, found: Set<string>): void {
  for (const name of names) {
    const each = findPackage(name, folder);
    if (found.has(each)) continue;
    found.add(each);
    addNeeded(dependenciesOf(each), each, found);
  }
}

/**
 * Serves what these packages of ours need, as it is installed in this repository, and nothing else: what a manifest does not
 * declare can't be installed from it, and what it declares is the version that our tests ran with.
 * @param folders of our packages
 * @param also names of packages that this repository has
 */
export async function startRegistry(folders: readonly string[], also: readonly string[] = []): Promise<Registry> {
  const store = mkdtempSync(join(tmpdir(), 'registry-'));
  const served = new Set<string>();
  for (const folder of folders) addNeeded(dependenciesOf(folder), folder, served);
  addNeeded(also, REPOSITORY, served);
  const [file, ...first] = npmCommand();
  const options = ['--json', '--ignore-scripts', '--offline', '--pack-destination', store];
  const told = await promisify(execFile)(file, [...first, 'pack', ...served, ...options], {
    cwd: store,
    maxBuffer: 64 * 1024 * 1024,
  });
  const tarballs = JSON.parse(told.stdout) as readonly Tarball[];
  const manifests = [...served].map(manifestOf);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(1);
    const tarball = tarballs.find(({ filename }) => filename === path);
    if (tarball !== undefined) return void response.end(readFileSync(join(store, tarball.filename)));
    const versions = tarballs
      .filter(({ name }) => name === path)
      .map(({ name, version, filename, integrity }) => {
        const manifest = manifests.find((each) => each.name === name && each.version === version);
        return [version, { ...manifest, dist: { tarball: `${url}/${filename}`, integrity } }] as const;
      });
    if (versions.length === 0) return void response.writeHead(404).end('{}');
    const latest = versions.at(-1)?.[0];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name: path, 'dist-tags': { latest }, versions: Object.fromEntries(versions) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    dispose: () => {
      server.closeAllConnections();
      server.close();
      rmSync(store, { recursive: true, force: true });
    },
  };
}
