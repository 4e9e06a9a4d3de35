import { assertNoLeak } from '../../harness/leak-scanner.js';
import type { Pipeline, Project } from './project.js';

/** Looks for the secrets in the log of a pipeline and in all that is on disk: the repository, the runner's folders, the home. */
export function expectNoLeak(project: Project, { log }: Pipeline, secrets: Readonly<Record<string, string>>): void {
  const pipeline = {
    kind: 'script',
    name: 'the pipeline',
    conclusion: 'success',
    exitCode: 0,
    signal: null,
    startError: undefined,
    ended: undefined,
    stdout: '',
    stderr: '',
    rawOutput: '',
    log,
    issues: [],
    outputs: new Map<string, string>(),
    state: new Map<string, string>(),
    stateFile: '',
    summary: '',
    exportedEnv: new Map<string, string>(),
    masks: [],
    deprecated: [],
    commandLine: [],
    outputHeldOpen: false,
  } as const;
  assertNoLeak({ secrets, job: { steps: [pipeline], folders: { root: project.root } } });
}
