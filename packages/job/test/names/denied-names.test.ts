import { readFileSync } from 'node:fs';
import { DENIED_GROUPS, type DeniedGroup } from '../../src/names/denied-names.js';
import { deniedBy } from '../../src/names/deny-list.js';

const PAGE = readFileSync(new URL('../../../../docs/names.md', import.meta.url), 'utf8');
const HOSTS = { github: 'GitHub', azure: 'Azure DevOps', gitlab: 'GitLab' };

const refusedWhen = ({ when, host }: DeniedGroup): string => {
  if (host !== undefined) return `on ${HOSTS[host]}`;
  return when === 'always' ? 'always' : 'from the vault';
};

test("the page's table is the table of the code", () => {
  const rows = [...PAGE.matchAll(/^\| (?!The variable|---)(.*?) +\| (.*?) +\| (.*?) +\|$/gm)];
  expect(rows.map(([, why, when, names = '']) => ({ why, when, rules: names.replaceAll('`', '').split(' ') }))).toEqual(
    DENIED_GROUPS.map((group) => ({ why: group.why, when: refusedWhen(group), rules: group.rules })),
  );
});

test('what is refused always stands first, so that of two rules the stricter one counts', () => {
  const isAlways = DENIED_GROUPS.map(({ when }) => when === 'always');
  expect(isAlways.lastIndexOf(true)).toBeLessThan(isAlways.indexOf(false));
});

/** One of each kind in the agent's `AgentKnobs.cs`, and of what it reads besides. */
const AGENT_SWITCHES = [
  'ADD_FORCE_CREDENTIALS_TO_GIT_CHECKOUT',
  'AGENT_USE_NODE',
  'AGENT_TOOLSDIRECTORY',
  'ALLOW_TFVC_UNSHELVE_ERRORS',
  'AZP_75787_ENABLE_NEW_LOGIC',
  'AZP_AGENT_USE_LEGACY_HTTP',
  'AZP_IGNORE_SECRETS_SHORTER_THAN',
  'AZP_ENABLE_NEW_MASKER_AND_REGEXES',
  'DECODE_PERCENTS',
  'DISABLE_AUTHENTICODE_VALIDATION',
  'DISABLE_BUILD_ARTIFACTS_TO_BLOB',
  'DISABLE_HASH_VALIDATION',
  'DISABLE_INPUT_TRIMMING',
  'DISABLE_JAVA_CAPABILITY_HIGHER_THAN_9',
  'DISABLE_NODE6_DEPRECATION_WARNING',
  'DISABLE_OVERRIDE_TFVC_BUILD_DIRECTORY',
  'DISABLE_RESOURCE_UTILIZATION_WARNINGS',
  'DISABLE_TEE_PLUGIN_REMOVAL',
  'ENABLE_FCS_ITEM_PATH_FIX',
  'ENABLE_ISSUE_SOURCE_VALIDATION',
  'ENABLE_VS_PRERELEASE_VERSIONS',
  'EnableIncompatibleBuildArtifactsPathResolution',
  'FAIL_JOB_WHEN_AGENT_DIES',
  'FIX_POSSIBLE_GIT_OUT_OF_MEMORY_PROBLEM',
  'OVERRIDE_PIPELINE_ARTIFACT_CHUNKSIZE',
  'PIPELINE_ARTIFACT_ASSOCIATE_TIMEOUT',
  'PROCESS_SIGINT_TIMEOUT',
  'PROCESS_SIGTERM_TIMEOUT',
  'ROSETTA2_WARNING',
  'RSAKEYGETCONFIGFROMFF',
  'SEND_BUILD_ARTIFACTS_TO_BLOBSTORE_DOMAIN',
  'SEND_PIPELINE_CACHE_TO_BLOBSTORE_DOMAIN',
  'STORE_AGENT_KEY_IN_CSP_CONTAINER',
  'SYSTEM_UNSAFEALLOWMULTILINESECRET',
  'TEE_PLUGIN_DOWNLOAD_RETRY_COUNT',
  'USE_GIT_2_42_0_2',
  'USE_GIT_LONG_PATHS',
  'USE_GIT_SINGLE_THREAD',
  'USE_GRACEFUL_PROCESS_SHUTDOWN',
  'VSTSAGENT_TRACE',
  'VSTSAGENT_DOCKER_ACTION_RETRIES',
  'VSTS_AGENT_HTTPTRACE',
  'VSTS_SETUP_DOCKERGROUP',
  'VSTS_HTTP_RETRY',
  '_VSTS_DONT_RESOLVE_ENV_FROM_HOST',
  '_PREVIEW_VSTS_DOCKER_IMAGE',
  'WORKER_DIAGLOGPATH',
];

test.each(AGENT_SWITCHES)('on Azure, the switch %s is refused', (name) => {
  expect(deniedBy(name, { allowNames: new Set(), written: true, host: 'azure' })).toMatchObject({ when: 'always' });
});
