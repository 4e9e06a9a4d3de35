import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CLIENT_SECRET } from '../../bundles/support/scenario.js';
import { REPOSITORY } from '../../harness/repository.js';

/** Who starts the job's shell: a program of this name, with this word before its arguments. */
export interface Starter {
  readonly program?: string;
  readonly word?: string;
}

export interface ProxiedJob {
  /** Runs a script of the job in bash, below the stand-in of a runner with `proxy_exec`. */
  readonly run: (
    script: string,
    variables: Readonly<Record<string, string>>,
    starter?: Starter,
  ) => Promise<{ readonly log: string; readonly code: number | null }>;
  readonly folder: string;
  readonly dispose: () => void;
}

/** A job of the component on a runner that has `proxy_exec = true`. */
export function createProxiedJob(nodePath: string, url: string, ca: string): ProxiedJob {
  const folder = mkdtempSync(join(tmpdir(), 'proxied-'));
  for (const each of ['project', 'bin']) mkdirSync(join(folder, each));
  const temp = join(folder, 'project.tmp');
  const env = {
    PATH: `${dirname(nodePath)}:/usr/bin:/bin`,
    LC_ALL: 'C.UTF-8',
    CI_JOB_ID: '42',
    CI_PROJECT_DIR: join(folder, 'project'),
    RUNNER_TEMP_PROJECT_DIR: temp,
    SENHASEGURA_CLI: join(REPOSITORY, 'dist/gitlab/index.js'),
    SENHASEGURA_CLIENT_ID: 'tests',
    SENHASEGURA_CLIENT_SECRET: CLIENT_SECRET,
    SENHASEGURA_INPUT_URL: url,
    SENHASEGURA_INPUT_CA_CERTIFICATE: ca,
    SENHASEGURA_INPUT_MASK_LINES: 'auto',
  };
  return {
    folder,
    async run(script, variables, { program = 'gitlab-runner', word = 'proxy-exec' } = {}) {
      const file = join(folder, 'script');
      writeFileSync(file, script);
      const runner = join(folder, 'bin', program);
      copyFileSync(standIn(), runner);
      const child = spawn(runner, [word, '--temp-dir', temp, '/usr/bin/bash', '--noprofile', file], {
        cwd: join(folder, 'project'),
        env: { ...env, ...variables },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [out, err, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close') as Promise<[number | null]>,
      ]);
      return { log: `${out}\n${err}`, code };
    },
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Built by `.ci/install-tools`. */
function standIn(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, 'gitlab-runner-stand-in')).find((path) => existsSync(path));
  if (found === undefined) throw new Error('gitlab-runner-stand-in is not on the PATH');
  return found;
}
