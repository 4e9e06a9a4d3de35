import { type Surroundings, windowsCommand } from '../../src/run-command/windows-command.js';

const NODE = 'C:\\Program Files\\nodejs';

/** A disk that does not know case. */
function on(files: readonly string[], environment: Surroundings['environment'] = {}): Surroundings {
  const there = new Set(files.map((path) => path.toLowerCase()));
  return {
    environment: { Path: `C:\\Windows;"${NODE}";;`, SystemRoot: 'C:\\Windows', ...environment },
    cwd: 'C:\\work',
    isFile: (path) => Promise.resolve(there.has(path.toLowerCase())),
  };
}

const CMD = 'C:\\Windows\\System32\\cmd.exe';

test('a batch file is found by PATH and PATHEXT, and cmd.exe starts it', async () => {
  const disk = on([`${NODE}\\npm`, `${NODE}\\npm.cmd`]);
  expect(await windowsCommand('npm', ['test', 'a & b'], disk)).toEqual({
    kind: 'start',
    command: CMD,
    args: ['/e:ON', '/v:OFF', '/d', '/s', '/c', `""${NODE}\\npm.CMD" test "a & b""`],
    verbatim: true,
  });
  expect(await windowsCommand('npm.cmd', [], disk)).toMatchObject({ command: CMD });
});

test('a program is started itself, with its arguments as they are', async () => {
  const disk = on([`${NODE}\\node.exe`, 'C:\\work\\tool.exe', 'C:\\tool.exe']);
  const start = (command: string) => ({ kind: 'start', command, args: ['a"b'], verbatim: false });
  expect(await windowsCommand('node', ['a"b'], disk)).toEqual(start(`${NODE}\\node.EXE`));
  expect(await windowsCommand('.\\tool', ['a"b'], disk)).toEqual(start('C:\\work\\tool.EXE'));
  expect(await windowsCommand('./tool.exe', ['a"b'], disk)).toEqual(start('C:\\work\\tool.exe'));
  expect(await windowsCommand('C:/tool', ['a"b'], disk)).toEqual(start('C:\\tool.EXE'));
});

test('PATHEXT decides which comes first, and only of what Windows starts by itself', async () => {
  const disk = (PathExt: string) => on([`${NODE}\\x.cmd`, `${NODE}\\x.exe`, `${NODE}\\x.js`], { PathExt });
  expect(await windowsCommand('x', [], disk('.JS;.CMD;.EXE'))).toMatchObject({ command: CMD });
  expect(await windowsCommand('x', [], disk('.exe;.cmd'))).toMatchObject({ command: `${NODE}\\x.EXE` });
  expect(await windowsCommand('x', [], disk('.JS'))).toMatchObject({ command: `${NODE}\\x.EXE` });
});

test('the working folder is not looked into unless the command says so', async () => {
  const disk = on(['C:\\work\\npm.cmd', 'C:\\work\\npm']);
  expect(await windowsCommand('npm', [], disk)).toEqual({
    kind: 'not-found',
    problem: expect.stringMatching(/^"npm" could not be found: no folder of PATH has it.*cmd \/c/) as string,
  });
  expect(await windowsCommand('.\\npm', [], disk)).toMatchObject({ kind: 'start' });
  expect(await windowsCommand('.\\yarn', [], disk)).toMatchObject({
    problem: expect.stringContaining('there is no such file') as string,
  });
});

test('what cmd.exe can not be told is refused, and the sentence names the command and no argument', async () => {
  const found = await windowsCommand('npm', ['fake-secret\nline'], on([`${NODE}\\npm.cmd`]));
  expect(found).toEqual({
    kind: 'refused',
    problem: expect.stringMatching(/^"npm" \(".*npm.CMD"\) is a batch file, and an argument has a line end/) as string,
  });
  expect(JSON.stringify(found)).not.toContain('fake-secret');
});

test('ComSpec is not believed', async () => {
  const disk = on([`${NODE}\\npm.cmd`], { ComSpec: 'C:\\work\\evil.exe' });
  expect(await windowsCommand('npm', [], disk)).toMatchObject({ command: CMD });
});
