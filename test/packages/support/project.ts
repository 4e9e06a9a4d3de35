import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A folder that has nothing of ours, as whoever installs a package begins: its own home, and a cache that is empty. */
export interface Project {
  readonly folder: string;
  /** Runs npm there on the Node of the tests, and gives back what it prints. */
  readonly npm: (...args: readonly string[]) => Promise<string>;
  /** Runs a program there, with that Node first on the PATH where one is given, and gives back its standard output. */
  readonly run: (program: string, args: readonly string[], options?: RunOptions) => Promise<string>;
  readonly dispose: () => void;
}

export interface RunOptions {
  readonly nodePath?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The npm that runs the tests, or the one of the PATH. */
export const npmCommand = (): readonly [string, ...string[]] =>
  process.env.npm_execpath === undefined ? ['npm'] : [process.execPath, process.env.npm_execpath];

/** @param registry where npm gets packages; without one it is offline */
export function createProject(registry?: string): Project {
  const root = mkdtempSync(join(tmpdir(), 'project-'));
  const [folder, home] = [join(root, 'project'), join(root, 'home')];
  for (const each of [folder, home]) mkdirSync(each);
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_|SENHASEGURA_)/iu.test(name));
  const environment = {
    ...Object.fromEntries(own),
    ...{ HOME: home, USERPROFILE: home, npm_config_cache: join(root, 'cache'), npm_config_update_notifier: 'false' },
    ...{ npm_config_audit: 'false', npm_config_fund: 'false' },
    ...(registry === undefined ? { npm_config_offline: 'true' } : { npm_config_registry: registry }),
  };
  const run: Project['run'] = async (program, args, { nodePath, env = {} } = {}) => {
    const { PATH = '' } = process.env;
    const path = nodePath === undefined ? PATH : `${dirname(nodePath)}${delimiter}${PATH}`;
    const settings = { cwd: folder, env: { ...environment, PATH: path, ...env } };
    return (await promisify(execFile)(program, args, settings)).stdout;
  };
  return {
    folder,
    run,
    npm: (...args) => {
      const [program, ...first] = npmCommand();
      return run(program, [...first, ...args]);
    },
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
