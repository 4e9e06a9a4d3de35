import { jobFolder } from '../src/job-folder.js';

const job = { CI_JOB_ID: '42', CI_PROJECT_DIR: '/builds/group/project' };

test('lies in the folder that the runner has for the project, beside it', () => {
  expect(jobFolder({ ...job, RUNNER_TEMP_PROJECT_DIR: '/builds/group/project.tmp' }, 1000)).toEqual({
    path: '/builds/group/project.tmp/sg-42',
    parent: undefined,
  });
});

test('lies below a folder of this user without one, whatever TMPDIR says', () => {
  expect(jobFolder({ ...job, TMPDIR: '/builds/group/project/tmp' }, 1000)).toEqual({
    path: '/tmp/senhasegura-1000/sg-42',
    parent: '/tmp/senhasegura-1000',
  });
});

test.each(['$PWD/builds/token/0/group/project.tmp', 'builds/token/0/group/project.tmp'])(
  'lies there too where the runner names no absolute folder: %s',
  (folder) => {
    const environment = { ...job, CI_PROJECT_DIR: folder.replace('.tmp', ''), RUNNER_TEMP_PROJECT_DIR: folder };
    expect(jobFolder(environment, 1000).path).toBe('/tmp/senhasegura-1000/sg-42');
  },
);

test('leaves room for the socket of an ssh-agent in a project of usual depth', () => {
  const { path } = jobFolder(
    { CI_JOB_ID: '12345678901', RUNNER_TEMP_PROJECT_DIR: '/builds/acme-corp/platform/backend/payment-service.tmp' },
    0,
  );
  expect(`${path}/sg-0123456789abcdef/agent.sock`.length).toBeLessThanOrEqual(103);
});

test.each(['/builds/group/project', '/builds/group/project/.tmp', '/builds/group/project/a/..'])(
  'never lies in the project: %s',
  (folder) => {
    expect(() => jobFolder({ ...job, RUNNER_TEMP_PROJECT_DIR: folder }, 0)).toThrow('lies inside the project');
  },
);

test.each([undefined, '', '../../etc', '4 2', '-1', '1'.repeat(21)])('refuses %p as the id of a job', (id) => {
  expect(() => jobFolder({ CI_JOB_ID: id }, 0)).toThrow('CI_JOB_ID');
});
