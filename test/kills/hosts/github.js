import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLeaks } from '../../harness/leak-scanner.js';
import { REPOSITORY } from '../../harness/repository.js';
import { createJob } from '../../stand-ins/github-runner/job.js';
import { inputsOf, namesIn, pathsBelow, readText } from './host.js';

const COMMANDS = '_runner_file_commands';

/** The action. @param {import('./host.js').Access} access @returns {import('./host.js').Host} */
export function openGitHub(access) {
  const secrets = [access.vault.clientSecret];
  const job = createJob({ actionDir: REPOSITORY, nodePath: process.execPath, secrets });
  const { temp, workspace } = job.folders;
  writeFileSync(join(workspace, 'app.tpl'), 'password = {{ dsm:database#PASSWORD | as=json }}\n');
  const commands = join(temp, COMMANDS);
  const inputs = inputsOf(access, temp);
  const files = () => pathsBelow(temp, { but: COMMANDS });
  return {
    temp,
    runMain: (end) => job.runAction({ inputs, ...(end === undefined ? {} : { end }) }),
    breakPost: (end) => job.breakPost(end),
    runPost: async () => (await job.runPosts())[0] ?? { exitCode: null, ended: undefined },
    watch: () => {
      const known = new Set(namesIn(commands));
      /** @param {string} prefix */
      const written = (prefix) =>
        namesIn(commands)
          .filter((name) => name.startsWith(prefix) && !known.has(name))
          .map((name) => readText(join(commands, name)))
          .join('');
      return () => ({
        ledgers: (written('save_state_').match(/^ledger_parts<</gmu) ?? []).length,
        environment: written('set_env_'),
        outputs: written('set_output_'),
        summary: written('step_summary_'),
        files: files(),
      });
    },
    files,
    variables: (names) => names.filter((name) => (job.environment.get(name) ?? '') !== '').length,
    leaks: (values) => findLeaks({ secrets: values, job }),
    dispose: job.dispose,
  };
}
