import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { accountsOf, DATABASE, LOST, loseAnswer, MAKE, VAULT_OF_ACCOUNTS } from '../bundles/support/accounts.js';
import { expectNotShown } from '../bundles/support/cli.js';
import { access, CLIENT_SECRET, useEmulator } from '../bundles/support/scenario.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';
import { componentScripts } from './support/component-script.js';

needs('dash', 'coreutils').describe.each(nodeRuntimes())('accounts for one job of GitLab on $name', ({ path }) => {
  const emulator = useEmulator(VAULT_OF_ACCOUNTS);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gitlab-accounts-'));
    mkdirSync(join(folder, 'project'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A script of the component in a shell of its own, as the runner has it. */
  const runScript = (text: string) => {
    const script = join(folder, 'script');
    writeFileSync(script, `set -eu\n${text}\n`);
    const { url, 'ca-certificate': ca } = access(emulator());
    const env = {
      PATH: `${dirname(path)}:/usr/bin:/bin`,
      ...{ GITLAB_CI: 'true', CI_JOB_ID: '42', CI_PIPELINE_ID: '4711', CI_JOB_NAME: 'migrate: [linux, 16]' },
      ...{ CI_CONFIG_PATH: '.gitlab-ci.yml', CI_PROJECT_PATH: 'acme/shop' },
      CI_PROJECT_DIR: join(folder, 'project'),
      RUNNER_TEMP_PROJECT_DIR: join(folder, 'project.tmp'),
      SEEN: join(folder, 'seen'),
      SENHASEGURA_CLI: join(REPOSITORY, 'dist/gitlab/index.js'),
      SENHASEGURA_CLIENT_ID: 'tests',
      SENHASEGURA_CLIENT_SECRET: CLIENT_SECRET,
      SENHASEGURA_INPUT_URL: url,
      SENHASEGURA_INPUT_CA_CERTIFICATE: ca,
      SENHASEGURA_INPUT_SECRETS: `json:${JSON.stringify([DATABASE])}`,
    };
    const { status, stdout, stderr } = spawnSync('dash', [script], {
      ...{ cwd: join(folder, 'project'), env, encoding: 'utf8' },
    });
    return { status, log: stdout + stderr };
  };
  const { before, after } = componentScripts();

  test('live until after_script, for a pod that names the pipeline', async () => {
    const brought = runScript(`${before}\nprintf %s "$DB_username:$DB_password" >"$SEEN"`);
    expect(brought).toMatchObject({ status: 0 });
    const [username = '', password = ''] = readFileSync(join(folder, 'seen'), 'utf8').split(':');
    expect(await emulator().acceptsLogin(username, password)).toBe(true);
    const [account] = await accountsOf(emulator());
    expect(account?.pod).toEqual({
      podName: expect.stringMatching(/^4711-42-migrate-linux-16-[0-9a-f]{10}$/) as string,
      ...{ deploy: '.gitlab-ci.yml', namespace: 'acme/shop' },
    });
    const taken = runScript(after);
    expect(taken.log).toContain(`Ended 2 accounts of the pod ${account?.pod.podName ?? ''}`);
    expect(await accountsOf(emulator())).toEqual([]);
    expectNotShown(brought.log + taken.log, [password]);
  });

  test('the answer lost: both scripts say so', async () => {
    await loseAnswer(emulator(), MAKE);
    const brought = runScript(before);
    expect(brought.status).not.toBe(0);
    for (const { log } of [brought, runScript(after)]) {
      expect(log).toMatch(LOST('4711-42-migrate-linux-16-[0-9a-f]{10}'));
    }
    await emulator().advanceClock(3601);
  });
});
