import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { REPOSITORY } from '../../harness/repository.js';
import { nodeRuntimes } from '../../harness/node-runtimes.js';
import { commitAll, writeFiles } from '../../harness/sandbox.js';

const GITLAB_CI_LOCAL = join(REPOSITORY, 'node_modules/gitlab-ci-local/dist/index.js');

/** How a pipeline of the project itself names the component. */
export const COMPONENT = '$CI_SERVER_FQDN/$CI_PROJECT_PATH/senhasegura@$CI_COMMIT_SHA';

export interface Project {
  /** Everything of the project lies below this folder. */
  readonly root: string;
  /** The repository, in which the jobs run. */
  readonly folder: string;
  /** A folder beside it for what jobs write down for the test. */
  readonly notes: string;
  /** The file of that name in `notes`; `undefined` where no job has written one. */
  readonly note: (name: string) => string | undefined;
  /** Runs the whole pipeline and waits for it. */
  readonly run: (variables: Readonly<Record<string, string>>) => Promise<Pipeline>;
  readonly dispose: () => void;
}

export interface Pipeline {
  /** What the page of the pipeline would show: both streams of all jobs. */
  readonly log: string;
  /** What one job showed. */
  readonly logOf: (job: string) => string;
}

/** A git repository with the component in it, a pipeline of `files['.gitlab-ci.yml']`, and these files besides. */
export function createProject(files: Readonly<Record<string, string>>): Project {
  const root = mkdtempSync(join(tmpdir(), 'gitlab-'));
  const folder = join(root, 'project');
  const notes = join(root, 'notes');
  const home = join(root, 'home');
  for (const each of [folder, notes, home]) mkdirSync(each);
  cpSync(join(REPOSITORY, 'templates'), join(folder, 'templates'), { recursive: true });
  writeFiles(folder, files);
  commitAll(folder, 'https://gitlab.example.com/tests/project.git', {
    ...machine(home),
    GIT_CONFIG_NOSYSTEM: '1',
  });
  return {
    root,
    folder,
    notes,
    note: (name) => (existsSync(join(notes, name)) ? readFileSync(join(notes, name), 'utf8') : undefined),
    run: (variables) => runPipeline(folder, home, { NOTES: notes, ...variables }),
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** What a job finds on any machine, and `node` is Node 20. */
function machine(home: string): Record<string, string> {
  const [node] = nodeRuntimes();
  return { PATH: `${dirname(node?.path ?? '')}:/usr/local/bin:/usr/bin:/bin`, HOME: home, LC_ALL: 'C.UTF-8' };
}

async function runPipeline(
  folder: string,
  home: string,
  variables: Readonly<Record<string, string>>,
): Promise<Pipeline> {
  const given = Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
  const [node] = nodeRuntimes();
  const child = spawn(node?.path ?? '', [GITLAB_CI_LOCAL, '--force-shell-executor', '--no-color', ...given], {
    cwd: folder,
    env: machine(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return {
    log: `${stdout}\n${stderr}`,
    logOf: (job) =>
      `${stdout}\n${stderr}`
        .split('\n')
        .filter((line) => line.startsWith(`${job} `))
        .join('\n'),
  };
}
