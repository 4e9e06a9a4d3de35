import { createGitHubPlatform } from '../src/github-platform.js';
import { needs } from '../../../test/harness/programs.js';

const environment = {
  PATH: process.env.PATH,
  HOME: '/home/me',
  RUNNER_TEMP: '/tmp',
  INPUT_CLIENTSECRET: 'hush',
  SECRET_X: 'hush',
};
const { run } = createGitHubPlatform(environment, { print: () => undefined, check: () => undefined }, 'linux');

needs('coreutils').test.each([
  ['without an input', undefined],
  ['with one', 'the input'],
])('%s, the program has few variables, its own among them', async (_, input) => {
  const { exitCode, stdout } = await run({
    file: 'env',
    args: [],
    environment: { SSH_AUTH_SOCK: '/a/socket' },
    ...(input === undefined ? {} : { input }),
  });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('SSH_AUTH_SOCK=/a/socket\n');
  expect(stdout).toContain('HOME=/home/me\n');
  expect(stdout).not.toContain('hush');
});

needs('sh', 'coreutils').test('the input arrives, and the exit code comes back', async () => {
  expect(await run({ file: 'cat', args: [], input: 'a\nb' })).toEqual({ exitCode: 0, stdout: 'a\nb' });
  expect(await run({ file: 'sh', args: ['-c', 'exit 3'] })).toEqual({ exitCode: 3, stdout: '' });
});

// A pipe that nobody reads any more must not end the action: the error would come as an event that nothing waits for.
needs('coreutils').test.each([
  ['of no bytes', ''],
  ['larger than a pipe', 'x'.repeat(1_000_000)],
])('a program that ends before it reads its input %s is judged by its exit code', async (_, input) => {
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => run({ file: 'true', args: [], input })));
  expect(new Set(outcomes.map(({ exitCode }) => exitCode))).toEqual(new Set([0]));
});

test('a program that is not there is an error', async () => {
  await expect(run({ file: 'no-such-program-here', args: [] })).rejects.toThrow('no-such-program-here');
});

test('outputs have one name whatever their case, and on Windows variables too', () => {
  const caselessOn = (system: NodeJS.Platform) =>
    createGitHubPlatform(environment, { print: () => undefined, check: () => undefined }, system).caseless;
  expect(caselessOn('linux')).toEqual({ variables: false, outputs: true, files: false });
  expect(caselessOn('darwin')).toEqual({ variables: false, outputs: true, files: true });
  expect(caselessOn('win32')).toEqual({ variables: true, outputs: true, files: true });
});
