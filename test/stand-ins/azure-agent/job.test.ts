import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgentJob } from './job.js';
import { needs } from '../../harness/programs.js';

const HANDLERS = (target: string) => ({ Node24: { target }, Node20_1: { target } });
const DEFINITION = {
  inputs: [
    { name: 'connection', type: 'connectedService:vault' },
    { name: 'someText', type: 'string', defaultValue: ' by default ' },
  ],
  execution: HANDLERS('main.js'),
  postjobexecution: HANDLERS('post.js'),
  restrictions: { commands: { mode: 'restricted' } },
};
const PRINT_ENV = 'console.log(JSON.stringify(process.env));';

let folder: string;
let jobs: ReturnType<typeof createAgentJob>[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'task-'));
  jobs = [];
});

afterEach(() => {
  jobs.forEach((job) => {
    job.dispose();
  });
  rmSync(folder, { recursive: true, force: true });
});

function jobWith(main: string, options: Partial<Parameters<typeof createAgentJob>[0]> = {}, post = PRINT_ENV) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'task.json'), JSON.stringify(DEFINITION));
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  writeFileSync(join(folder, 'main.js'), main);
  writeFileSync(join(folder, 'post.js'), post);
  const job = createAgentJob({ taskDir: folder, handler: { name: 'Node24', path: process.execPath }, ...options });
  jobs.push(job);
  return job;
}

const environmentOf = (stdout: string) => JSON.parse(stdout) as Record<string, string>;

describe('a task', () => {
  test('gets its inputs, variables, secrets and the connection that it names', async () => {
    const endpoint = {
      url: 'https://h/',
      scheme: 'None',
      parameters: { clientSecret: 'hush' },
      data: { clientId: 'me' },
    };
    const job = jobWith(PRINT_ENV, {
      variables: { 'my.public': { value: 'seen' }, Hidden: { value: 'unseen', secret: true } },
      endpoints: { 'id-1': endpoint, 'id-2': endpoint },
    });
    const step = await job.runTask({ inputs: { connection: 'id-1', SOMETEXT: ' $(hidden)! ' } });
    const env = environmentOf(step?.stdout ?? '');
    expect(env).toMatchObject({
      MY_PUBLIC: 'seen',
      SECRET_HIDDEN: 'unseen',
      INPUT_SOMETEXT: 'unseen!',
      AGENT_TEMPDIRECTORY: job.folders.temp,
      'ENDPOINT_URL_id-1': 'https://h/',
      'ENDPOINT_AUTH_PARAMETER_id-1_CLIENTSECRET': 'hush',
      'ENDPOINT_DATA_id-1_CLIENTID': 'me',
    });
    expect(env).not.toHaveProperty('HIDDEN');
    expect(env).not.toHaveProperty('ENDPOINT_URL_id-2');
    expect(step?.log).not.toContain('unseen');
    expect(step?.log).not.toContain('hush');
  });

  test('hands state to its post-job part, and to no other task', async () => {
    const job = jobWith("console.log('##vso[task.settaskvariable variable=state]' + process.env.INPUT_SOMETEXT);");
    await job.runTask({ inputs: { someText: 'first' } });
    await job.runTask({});
    const posts = await job.runPosts();
    expect(posts.map(({ stdout }) => environmentOf(stdout).VSTS_TASKVARIABLE_STATE)).toEqual(['by default', 'first']);
  });

  test('that is skipped runs its post-job part all the same', async () => {
    const job = jobWith('');
    expect(await job.runTask({ skipped: true })).toBeUndefined();
    const [post] = await job.runPosts();
    expect(environmentOf(post?.stdout ?? '')).not.toHaveProperty('VSTS_TASKVARIABLE_STATE');
  });

  test('fails by its exit code and by what it says', async () => {
    expect((await jobWith('process.exit(3)').runTask())?.result).toBe('Failed');
    expect((await jobWith("console.log('##vso[task.complete result=Failed;]')").runTask())?.result).toBe('Failed');
    expect((await jobWith('').runTask())?.result).toBe('Succeeded');
  });
});

needs('bash').describe('a script', () => {
  test('sees secret variables only where it maps them', async () => {
    const job = jobWith(
      "console.log('##vso[task.setvariable variable=hidden;issecret=true]one two');" +
        "console.log('##vso[task.setvariable variable=open]three');" +
        "console.log('##vso[task.setvariable variable=out;issecret=true;isoutput=true]four');",
    );
    await job.runTask();
    const script = 'printf "%s|" "$HIDDEN" "$hidden" "$OPEN" "$MAPPED" "$OUT"';
    const step = await job.runScript(script, { MAPPED: '$(HIDDEN)', OUT: '$(vault.out)' });
    expect(step.stdout).toBe('||three|one two|four|');
    expect(step.log).toContain('||three|***|***|');
  });

  test('finds values changed that hold macros', async () => {
    const job = jobWith(
      "console.log('##vso[task.setvariable variable=X;issecret=true]a$(Agent.TempDirectory)b$(nothing)');",
    );
    await job.runTask();
    const step = await job.runScript('printf %s "$X"', { X: '$(X)' });
    expect(step.stdout).toBe(`a${job.folders.temp}b$(nothing)`);
  });
});
