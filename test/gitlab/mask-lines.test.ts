import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT_SECRET, access, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { encodedForms } from '../harness/encoded-forms.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { componentScripts } from './support/component-script.js';
import { createProxiedJob, type ProxiedJob, type Starter } from './support/proxied-job.js';

const SECRETS = {
  PASSWORD: `fake pa$$word with 'quotes', "more" and 50%25 of %0A`,
  KEY: `-----BEGIN FAKE KEY-----\n${'fakeKEYline/of+64'.repeat(4)}\n-----END FAKE KEY-----\n`,
  // Longer than a pipe takes in one piece, and than the mask of a runner needs to be.
  LONG: Array.from({ length: 900 }, (_, index) => `fake${index * 7919}`).join('.'),
  WIDE: '🔑fäke日本'.repeat(400),
};
const TOKEN = 'fake-t0ken-of-the-account';
const ACCOUNT = JSON.stringify({ type: 'service_account', region: 'us-east-1', token: TOKEN });
const VAULT = vaultWith({ secrets: [{ identity: 'app', data: [{ ...SECRETS, ACCOUNT }] }] });
const scripts = componentScripts();
const [runtime] = nodeRuntimes();

/** What programs print of the variables, on standard error first: the runner reads that side by side with the output. */
const PRINTING = `
for name in PASSWORD KEY LONG WIDE ACCOUNT; do
  printf '%s\\n' "\${!name}" >&2
  printf '%s\\n' "\${!name}"
  printf %s "\${!name}" | base64
  printf 'user:%s' "\${!name}" | base64 -w 0; echo
  printf '%q\\n' "\${!name}"
  ( set -x; : "\${!name}" )
done
node -p 'JSON.stringify(process.env.PASSWORD) + encodeURIComponent(process.env.PASSWORD) + process.env.SENHASEGURA_CLIENT_SECRET'
node -p 'const account = JSON.parse(process.env.ACCOUNT); [account.region, account.type, account.token].join(" ")'
`;

const runner = needs('GitLab runner stand-in', 'bash', 'coreutils');

runner.describe('mask-lines', () => {
  const emulator = useEmulator(VAULT);
  const jobs: ProxiedJob[] = [];
  const newJob = () => {
    const { url, 'ca-certificate': ca } = access(emulator());
    const job = createProxiedJob(runtime?.path ?? '', url, ca);
    jobs.push(job);
    return job;
  };
  afterEach(() => {
    jobs.splice(0).forEach((job) => {
      job.dispose();
    });
  });
  const secrets = { SENHASEGURA_INPUT_SECRETS: 'json:["dsm:app#*"]' };
  const leaksIn = (log: string) =>
    Object.entries({ ...SECRETS, ACCOUNT, TOKEN, CLIENT_SECRET }).flatMap(([name, value]) =>
      encodedForms(value)
        .filter(({ text }) => log.includes(text))
        .map(({ form }) => `${name} (${form})`),
    );

  runner.test.each<[string, Starter]>([
    ['the runner itself', {}],
    ['its helper', { program: 'gitlab-runner-helper' }],
  ])(
    'hide all of every secret from the log of %s, on both streams at once, and in after_script',
    async (_, starter) => {
      const job = newJob();
      // A slow disk: what is printed at once comes before most masks are kept.
      const slow = { ...secrets, STAND_IN_DELAY: '2ms' };
      const { log, code } = await job.run(`set -eu\n${scripts.before}\n${PRINTING}`, slow, starter);
      expect({ code, leaks: leaksIn(log), shown: log.includes('us-east-1 service_account [MASKED]') }).toEqual({
        code: 0,
        leaks: [],
        shown: true,
      });
      expect(log).toContain("The runner masks these values in this job's log");
      const after = await job.run(`echo '${TOKEN}'\n${scripts.after}`, secrets, starter);
      expect([after.code, leaksIn(after.log)]).toEqual([0, []]);
    },
  );

  const marks = (log: string) => log.match(/::add-mask::.*/g) ?? [];
  const DONE = 'printf %s "$PASSWORD" >"$CI_PROJECT_DIR/../got"\n';
  const arrived = (job: ProxiedJob) => readFileSync(join(job.folder, 'got'), 'utf8') === SECRETS.PASSWORD;

  runner.test.each<[string, string, string, Starter, Record<string, string>?]>([
    ['a program of another name', 'without proxy_exec', '', { program: 'gitlab-runner-2' }],
    ['the same program under another command', 'without proxy_exec', '', { word: 'exec-proxy' }],
    ['output that goes to a file', 'goes to no pipe', 'exec >"$CI_PROJECT_DIR/../out"\n', {}],
    ['output that goes to another pipe', 'goes elsewhere', 'exec > >(cat)\n', {}],
    ['mask-lines: off', 'GitLab masks only', '', {}, { SENHASEGURA_INPUT_MASK_LINES: 'off' }],
  ])('are not written for %s', async (_, message, before, starter, variables = {}) => {
    const job = newJob();
    const { log } = await job.run(
      `set -eu\n${before}${scripts.before}\n${DONE}`,
      { ...secrets, ...variables },
      starter,
    );
    expect({ marks: marks(log), leaks: leaksIn(log), arrived: arrived(job) }).toEqual({
      marks: [],
      leaks: [],
      arrived: true,
    });
    expect(log).toContain(message);
  });

  runner.test('are not written for a proxy that does not take masks as they are: it is asked first', async () => {
    const manners = ['deaf', 'decoding', 'limited'];
    const asked = await Promise.all(
      manners.map(async (manner) => {
        const job = newJob();
        const { log } = await job.run(`set -eu\n${scripts.before}\n${DONE}`, { ...secrets, STAND_IN_MANNER: manner });
        const [question = '', ...more] = marks(log);
        const kind = question.includes('senhasegura asks whether masks are read') ? 'shown' : question;
        return {
          kind,
          more,
          leaks: leaksIn(log),
          arrived: arrived(job),
          warned: log.includes('mask-lines: auto has no'),
        };
      }),
    );
    const expected = { more: [], leaks: [], arrived: true, warned: true };
    expect(asked).toEqual([
      { kind: 'shown', ...expected },
      { kind: '::add-mask::[MASKED]', ...expected },
      { kind: 'shown', ...expected },
    ]);
  });

  runner.test('are off or auto', async () => {
    const { log, code } = await newJob().run(scripts.before, { ...secrets, SENHASEGURA_INPUT_MASK_LINES: 'true' });
    expect([code, log]).toEqual([1, expect.stringContaining('input mask-lines: must be off or auto')]);
  });
});
