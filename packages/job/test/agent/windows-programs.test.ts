import { isPipe, SERVICE_PIPE, windowsPrograms } from '../../src/agent/windows-programs.js';

const ENVIRONMENT = {
  SystemRoot: 'C:\\Windows',
  Path: 'C:\\work\\bin;C:\\Windows\\System32\\OpenSSH;D:\\tools\\Git\\cmd;C:\\Program Files\\Git\\usr\\bin\\',
  ProgramFiles: 'C:\\Program Files',
  LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local',
};
const files = (file: string, environment?: Readonly<Record<string, string>>): readonly string[] =>
  windowsPrograms({ file, args: [], ...(environment === undefined ? {} : { environment }) }, ENVIRONMENT).map(
    (command) => command.file,
  );

test('programs of Windows itself are its own, whatever PATH has', () => {
  expect(files('icacls')).toEqual(['C:\\Windows\\System32\\icacls.exe']);
  expect(files('whoami')).toEqual(['C:\\Windows\\System32\\whoami.exe']);
});

test('OpenSSH is that of Git, where PATH has Git, then where it is installed', () => {
  expect(files('ssh-agent')).toEqual([
    'D:\\tools\\Git\\usr\\bin\\ssh-agent.exe',
    'C:\\Program Files\\Git\\usr\\bin\\ssh-agent.exe',
    'C:\\Users\\me\\AppData\\Local\\Programs\\Git\\usr\\bin\\ssh-agent.exe',
  ]);
  const [first] = windowsPrograms(
    { file: 'ssh-add', args: ['-q'], environment: { SSH_AUTH_SOCK: 'D:/a.sock' } },
    ENVIRONMENT,
  );
  expect(first).toEqual({
    file: 'D:\\tools\\Git\\usr\\bin\\ssh-add.exe',
    args: ['-q'],
    environment: { SSH_AUTH_SOCK: 'D:/a.sock', PATH: `D:\\tools\\Git\\usr\\bin;${ENVIRONMENT.Path}` },
  });
});

test('at a pipe it is that of Windows', () => {
  expect(files('ssh-add', { SSH_AUTH_SOCK: SERVICE_PIPE })).toEqual(['C:\\Windows\\System32\\OpenSSH\\ssh-add.exe']);
  expect(['//./pipe/x', '\\\\.\\PIPE\\x', 'D:/a.sock', '/tmp/ssh-x/agent.1', ''].map(isPipe)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('where nothing says where Git is, there is nothing to try, and never a bare name', () => {
  expect(windowsPrograms({ file: 'ssh-agent', args: [] }, {})).toEqual([]);
  expect(windowsPrograms({ file: 'whoami', args: [] }, {}).map(({ file }) => file)).toEqual([
    'C:\\Windows\\System32\\whoami.exe',
  ]);
});
