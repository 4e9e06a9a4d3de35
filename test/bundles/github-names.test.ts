import { nodeRuntimes } from '../harness/node-runtimes.js';
import { access, calls, expectNoLeak, messages, useEmulator, useJobs, vaultWith } from './support/scenario.js';

const DENIED = {
  PATH: '/tmp/fake-bin',
  NODE_OPTIONS: '--require=/tmp/fake.js',
  LD_PRELOAD: '/tmp/fake.so',
  GITHUB_TOKEN: 'fake-github-token',
  BASH_ENV: '/tmp/fake-profile',
  https_proxy: 'http://fake-proxy.example.com',
  CC: '/tmp/fake-cc',
  CMAKE_TOOLCHAIN_FILE: '/tmp/fake.cmake',
  KUBECONFIG: '/tmp/fake-kubeconfig',
};
const VAULT = vaultWith({
  secrets: [
    ...Object.entries(DENIED).map(([name, value]) => ({ identity: `denied ${name}`, data: [{ [name]: value }] })),
    { identity: 'harmless', data: [{ HARMLESS: 'fake-harmless-value' }] },
    {
      identity: 'odd',
      data: [
        {
          'A\nB=1': 'fake-newline',
          '1st': 'fake-digit',
          'with space': 'fake-space',
          ação: 'fake-letters',
          __proto__x: 'fake',
        },
      ],
    },
    { identity: 'one', data: [{ SAME: 'fake-first-value' }] },
    { identity: 'two', data: [{ SAME: 'fake-second-value' }] },
    { identity: 'equal', data: [{ SAME: 'fake-first-value' }] },
  ],
});

describe.each(nodeRuntimes())('names on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  const run = async (job: ReturnType<typeof newJob>, inputs: Readonly<Record<string, string>>) =>
    job.runAction({ inputs: { ...access(emulator()), ...inputs } });

  test.each(Object.keys(DENIED))('a field called %s is refused, and nothing is exported', async (name) => {
    const job = newJob();
    const step = await run(job, { secrets: `dsm:harmless\ndsm:denied ${name}` });
    expect(messages(step, 'error')).toEqual([expect.stringContaining(name)]);
    expect(step).toMatchObject({ exitCode: 1, exportedEnv: new Map(), outputs: new Map() });
    await job.runPosts();
    expectNoLeak(job, { harmless: 'fake-harmless-value' });
  });

  test.each(['env:LD_PRELOAD', 'node_options', 'path:PATH', 'GITHUB_*', 'CC', 'path:TF_CLI_ARGS'])(
    'a sink called %s is refused',
    async (sink) => {
      const field = sink.includes('*') ? '#*' : '#HARMLESS';
      const step = await run(newJob(), { secrets: `dsm:harmless${field} > ${sink}` });
      expect(step).toMatchObject({ exitCode: 1, exportedEnv: new Map() });
      expect(messages(step, 'error')).toHaveLength(1);
    },
  );

  test('names in lines are refused with the wrong lines, before any request', async () => {
    const lines = [
      'nonsense',
      'dsm:harmless#HARMLESS > LD_PRELOAD',
      'dsm:denied CC#CC',
      'dsm:harmless#HARMLESS > FINE',
    ];
    const step = await run(newJob(), { secrets: [...lines, 'dsm:harmless#HARMLESS > GITHUB_*'].join('\n') });
    const [message = '', ...others] = messages(step, 'error');
    expect(others).toEqual([]);
    expect(message).toMatch(/Line 1 [^]*Line 2 [^]*LD_\*[^]*Line 3 [^]*variable CC: [^]*Line 5 [^]*GITHUB_HARMLESS/u);
    expect(message).not.toContain('Line 4');
    expect(await calls(emulator())).toEqual([]);
  });

  test('a line that names a configuration may have it, where a field may not', async () => {
    const step = await run(newJob(), { secrets: 'dsm:denied KUBECONFIG#KUBECONFIG > KUBECONFIG' });
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ KUBECONFIG: DENIED.KUBECONFIG });
  });

  test("other hosts' switches are names like any other", async () => {
    const step = await run(newJob(), { secrets: 'dsm:harmless#HARMLESS > BUILD_NUMBER' });
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ BUILD_NUMBER: 'fake-harmless-value' });
  });

  test('allow-names lets one of them through', async () => {
    const step = await run(newJob(), { secrets: 'dsm:denied BASH_ENV', 'allow-names': 'BASH_ENV' });
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ BASH_ENV: DENIED.BASH_ENV });
  });

  test('a field name that is no variable name has its bad characters replaced', async () => {
    const step = await run(newJob(), { secrets: 'dsm:odd' });
    expect(messages(step, 'error')).toEqual([]);
    expect(Object.fromEntries(step.exportedEnv)).toEqual({
      A_B_1: 'fake-newline',
      _1st: 'fake-digit',
      with_space: 'fake-space',
      a__o: 'fake-letters',
      __proto__x: 'fake',
    });
  });

  test('name-case: upper applies to names from fields', async () => {
    const step = await run(newJob(), { secrets: 'dsm:odd#with space', 'name-case': 'upper' });
    expect([...step.exportedEnv.keys()]).toEqual(['WITH_SPACE']);
  });

  test('two values for one name are an error that names both lines', async () => {
    const step = await run(newJob(), { secrets: '# two of them\ndsm:one\ndsm:two' });
    expect(messages(step, 'error')).toEqual([expect.stringMatching(/lines 2 and 3[^]*SAME/iu)]);
    expect(step).toMatchObject({ exitCode: 1, exportedEnv: new Map() });
  });

  test('on-conflict: last lets the later line win; equal values are no conflict', async () => {
    const last = await run(newJob(), { secrets: 'dsm:one\ndsm:two', 'on-conflict': 'last' });
    expect(Object.fromEntries(last.exportedEnv)).toEqual({ SAME: 'fake-second-value' });
    const equal = await run(newJob(), { secrets: 'dsm:one\ndsm:equal' });
    expect(Object.fromEntries(equal.exportedEnv)).toEqual({ SAME: 'fake-first-value' });
  });
});
