/**
 * `npm run demo`: the committed bundles alone, nothing installed. Starts a local vault, runs the action as a GitHub runner
 * would, shows what people see and what the next step gets, and checks that nothing is left. Exit code 1 when something is.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../harness/emulator.js';
import { EMULATOR_BUNDLE, REPOSITORY } from '../harness/repository.js';
import { createJob } from '../stand-ins/github-runner/job.js';
import { demoVault } from './demo-vault.js';
import { section, showLog, verdict } from './screen.js';
import { whatIsLeft } from './what-is-left.js';

const NEXT_STEP = `
const { readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { DB_USER, DB_PASSWORD, ROOT_PASSWORD, API_KEY, SIGNING_KEY_FILE, RUNNER_TEMP } = process.env;
const seen = (path) => {
  const { mode, size } = statSync(path);
  return \`mode \${(mode & 0o777).toString(8)}, \${size} bytes\`;
};
console.log(\`user \${DB_USER}, password \${DB_PASSWORD} (\${DB_PASSWORD.length} characters), root \${ROOT_PASSWORD}\`);
console.log(\`base64 of it: \${Buffer.from(DB_PASSWORD).toString('base64')}\`);
console.log(\`API key from an output: \${API_KEY} (\${API_KEY.length} characters)\`);
console.log(\`signing key: \${seen(SIGNING_KEY_FILE)}\`);
console.log(\`licence: \${seen(join(RUNNER_TEMP, 'licence.txt'))}\`);
console.log(readFileSync(SIGNING_KEY_FILE, 'utf8'));
`;

const { data, secrets, values } = demoVault();
const emulator = await startEmulator({ bundle: EMULATOR_BUNDLE, data });
const job = createJob({
  actionDir: REPOSITORY,
  nodePath: process.execPath,
  // What a workflow would have as ${{ secrets.VAULT_CLIENT_SECRET }}.
  secrets: [emulator.clientSecret],
});
try {
  section('A vault');
  console.log(`  The emulator listens on ${emulator.url}; its certificate authority is ${emulator.caFile}`);

  section('The action');
  const main = await job.runAction({
    inputs: {
      url: emulator.url,
      'ca-certificate': emulator.caFile,
      'client-id': emulator.clientId,
      'client-secret': emulator.clientSecret,
      secrets,
    },
  });
  showLog(main.log);

  section('The summary of the job');
  showLog(job.mask(main.summary));

  section('The next step');
  const files = filesOf(job, main);
  const next = await job.runShell(NEXT_STEP, {
    shell: 'node {0}',
    env: { API_KEY: main.outputs.get('api_key') ?? '' },
  });
  showLog(next?.log ?? 'Skipped, because the action failed.');

  section('The end of the job');
  const [post] = await job.runPosts();
  showLog(post?.log ?? 'The action has no post step.');
  const requests = await emulator.requests();
  console.log('\n  What the vault was asked:');
  requests.forEach(({ method, path, status, connection }) => {
    console.log(`    ${method} ${path} → ${String(status)} (connection ${connection})`);
  });

  section('What is left');
  const findings = whatIsLeft({
    job,
    files,
    variables: [...main.exportedEnv.keys()],
    custodies: /** @type {unknown[]} */ ((await emulator.state())['custodies']),
    values,
  });
  findings.forEach(({ good, text }) => {
    verdict(good, text);
  });
  const complete = findings.every(({ good }) => good);
  console.log(complete ? '\nNothing is left.' : '\nSomething is left.');
  process.exitCode = complete ? 0 : 1;
} finally {
  job.dispose();
  await emulator.stop();
}

/**
 * The files with secrets that the action wrote: below the temp folder, but for the runner's own.
 * @param {import('../stand-ins/github-runner/job.js').Job} job
 * @param {import('../stand-ins/github-runner/step.js').StepResult} main
 */
function filesOf({ folders }, main) {
  const below = readdirSync(folders.temp, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !path.includes('_runner_file_commands'));
  return [...new Set([...below, main.exportedEnv.get('SIGNING_KEY_FILE') ?? ''])].filter((path) => path !== '');
}
