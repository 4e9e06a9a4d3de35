import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLeaks } from '../../harness/leak-scanner.js';
import { createAgentJob } from '../../stand-ins/azure-agent/job.js';
import { layOutTask } from '../../stand-ins/azure-agent/lay-out-task.js';
import { scannedJob } from '../../stand-ins/azure-agent/scanned-job.js';
import { inputsOf, pathsBelow } from './host.js';

/** The task. @param {import('./host.js').Access} access @returns {import('./host.js').Host} */
export function openAzure(access) {
  const taskDir = mkdtempSync(join(tmpdir(), 'task-'));
  layOutTask(taskDir);
  let output = '';
  const job = createAgentJob({
    taskDir,
    handler: { name: 'Node20_1', path: process.execPath },
    onOutput: (text) => {
      output += text;
    },
  });
  const { temp } = job.folders;
  job.variables.set({ name: 'CLIENT_SECRET', value: access.vault.clientSecret, secret: true });
  const settings = Object.entries({ ...inputsOf(access, temp), 'client-secret': '$(CLIENT_SECRET)' });
  const inputs = Object.fromEntries(
    settings.map(([name, value]) => [name.replaceAll(/-(.)/gu, (_, letter) => letter.toUpperCase()), value]),
  );
  const files = () => pathsBelow(temp);
  const absent = { exitCode: null, ended: undefined };
  return {
    temp,
    runMain: async (end) => (await job.runTask({ inputs, ...(end === undefined ? {} : { end }) })) ?? absent,
    breakPost: (end) => job.breakPost(end),
    runPost: async () => {
      const [step] = await job.runPosts();
      // A task tells its result by a command.
      return step === undefined ? absent : { ...step, exitCode: step.result === 'Failed' ? 1 : step.exitCode };
    },
    watch: () => {
      const before = output.length;
      /** @param {string} pattern */
      const commands = (pattern) => (output.slice(before).match(new RegExp(pattern, 'gu')) ?? []).join('\n');
      return () => ({
        ledgers: commands(String.raw`##vso\[task\.settaskvariable variable=ledger_parts`)
          .split('\n')
          .filter(Boolean).length,
        environment: commands(String.raw`##vso\[task\.setvariable (?![^\]]*isoutput=true)`),
        outputs: commands(String.raw`##vso\[task\.setvariable [^\]]*isoutput=true`),
        summary: commands(String.raw`##\[group\]`),
        files: files(),
      });
    },
    files,
    variables: (names) => names.filter((name) => (job.variables.get(name)?.value ?? '') !== '').length,
    leaks: (secrets) => findLeaks({ secrets, job: scannedJob(job) }),
    dispose: () => {
      job.dispose();
      rmSync(taskDir, { recursive: true, force: true });
    },
  };
}
