import { originOfCommand, originOnAzure } from '../../src/accounts/job-origin.js';

const GITHUB = {
  ...{ GITHUB_ACTIONS: 'true', GITHUB_RUN_ID: '17', GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'test' },
  ...{ GITHUB_WORKFLOW: 'CI', GITHUB_REPOSITORY: 'acme/shop' },
};
const GITLAB = {
  ...{ GITLAB_CI: 'true', CI_PIPELINE_ID: '17', CI_JOB_ID: '99', CI_JOB_NAME: 'test 1/2' },
  ...{ CI_CONFIG_PATH: '.gitlab-ci.yml', CI_PROJECT_PATH: 'acme/shop' },
};
const AZURE = {
  ...{ TF_BUILD: 'True', BUILD_BUILDID: '17', SYSTEM_JOBATTEMPT: '1', SYSTEM_JOBNAME: 'test' },
  ...{ BUILD_DEFINITIONNAME: 'shop CI', BUILD_REPOSITORY_NAME: 'acme/shop', SYSTEM_TEAMPROJECT: 'acme' },
};

test.each([
  [GITHUB, { run: '17', attempt: '2', job: 'test', workflow: 'CI', repository: 'acme/shop' }],
  [GITLAB, { run: '17', attempt: '99', job: 'test 1/2', workflow: '.gitlab-ci.yml', repository: 'acme/shop' }],
  [{ ...GITLAB, CI_PIPELINE_NAME: 'nightly' }, { workflow: 'nightly' }],
  [AZURE, { run: '17', attempt: '1', job: 'test', workflow: 'shop CI', repository: 'acme/shop' }],
  [{ USER: 'ada' }, { run: 'command-line', attempt: '', job: 'ada', workflow: '', repository: '' }],
])('%j', (environment, origin) => {
  expect(originOfCommand(environment)).toMatchObject(origin);
});

test('a release of Azure Pipelines is its own run, of the project where there is no repository', () => {
  const release = { RELEASE_RELEASEID: '5', RELEASE_DEFINITIONNAME: 'to production', SYSTEM_TEAMPROJECT: 'acme' };
  expect(originOnAzure(release)).toMatchObject({ run: '5', workflow: 'to production', repository: 'acme' });
});
