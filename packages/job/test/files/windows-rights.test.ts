import type { RunCommand } from '../../src/platform.js';
import { keepToThisUser } from '../../src/files/windows-rights.js';

const ME = 'S-1-5-21-1111111111-222222222-3333333333-500';
const FOLDER = 'D:\\a\\_temp\\sg-0123456789abcdef';

async function given(
  answers: Readonly<Record<string, { readonly exitCode: number; readonly stdout: string } | 'missing'>>,
) {
  const ran: string[] = [];
  const warnings: string[] = [];
  const run: RunCommand = ({ file, args }) => {
    ran.push([file, ...args].join(' '));
    const answer = answers[file] ?? 'missing';
    return answer === 'missing' ? Promise.reject(new Error('ENOENT')) : Promise.resolve(answer);
  };
  await keepToThisUser(FOLDER, run, { warning: (message) => void warnings.push(message) });
  return { ran, warnings };
}

test('the folder is left to this user, the system and the administrators, and inherits nothing', async () => {
  const { ran, warnings } = await given({
    whoami: { exitCode: 0, stdout: `"runner\\s-1","${ME}"\r\n` },
    icacls: { exitCode: 0, stdout: '' },
  });
  expect(ran).toEqual([
    'whoami /user /fo csv /nh',
    `icacls ${FOLDER} /inheritance:r /grant:r *${ME}:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F /q`,
  ]);
  expect(warnings).toEqual([]);
});

test('the system itself is named once', async () => {
  const { ran } = await given({
    whoami: { exitCode: 0, stdout: '"nt authority\\system","S-1-5-18"' },
    icacls: { exitCode: 0, stdout: '' },
  });
  expect(ran[1]?.match(/S-1-5-18:/g)).toHaveLength(1);
});

test.each([
  [
    'icacls refuses',
    { whoami: { exitCode: 0, stdout: ME }, icacls: { exitCode: 5, stdout: '' } },
    'icacls ended with 5',
  ],
  ['nobody says who this is', { whoami: { exitCode: 1, stdout: '' } }, 'whoami names no user'],
  ['there is no icacls', { whoami: { exitCode: 0, stdout: ME } }, "can't be run"],
] as const)('where %s a warning says whose rights count', async (_, answers, why) => {
  const { warnings } = await given(answers);
  expect(warnings).toEqual([expect.stringMatching(/could not be set .*the folder around it says/)]);
  expect(warnings[0]).toContain(why);
});
