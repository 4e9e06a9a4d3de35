import fc from 'fast-check';
import { DENIED_GROUPS } from '../../src/names/denied-names.js';
import { deniedBy } from '../../src/names/deny-list.js';

const FIELD = { allowNames: new Set<string>(), written: false };
const WRITTEN = { ...FIELD, written: true };
const RULES = DENIED_GROUPS.flatMap(({ rules }) => rules);

describe('deniedBy', () => {
  test.each([
    ['PATH', 'PATH'],
    ['Path', 'PATH'],
    ['PATHEXT', 'PATHEXT'],
    ['LD_PRELOAD', 'LD_*'],
    ['DYLD_INSERT_LIBRARIES', 'DYLD_*'],
    ['BASH_ENV', 'BASH_*'],
    ['BASH_FUNC_ls__', 'BASH_*'],
    ['env', 'ENV'],
    ['SHELL', 'SHELL'],
    ['IFS', 'IFS'],
    ['PS4', 'PS4'],
    ['PROMPT_COMMAND', 'PROMPT_COMMAND'],
    ['NODE_OPTIONS', 'NODE_*'],
    ['npm_config_registry', 'NPM_CONFIG_*'],
    ['PYTHONSTARTUP', 'PYTHON*'],
    ['PERL5OPT', 'PERL5*'],
    ['RUBYOPT', 'RUBYOPT'],
    ['JAVA_TOOL_OPTIONS', 'JAVA_TOOL_OPTIONS'],
    ['_JAVA_OPTIONS', '_JAVA_OPTIONS'],
    ['GIT_SSH_COMMAND', 'GIT_*'],
    ['GITHUB_ENV', 'GITHUB_*'],
    ['RUNNER_TEMP', 'RUNNER_*'],
    ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_*'],
    ['INPUT_URL', 'INPUT_*'],
    ['STATE_ledger', 'STATE_*'],
    ['https_proxy', '*_PROXY'],
    ['NO_PROXY', '*_PROXY'],
    ['SSL_CERT_FILE', 'SSL_CERT_*'],
    ['HOME', 'HOME'],
    ['USERPROFILE', 'USERPROFILE'],
    ['ComSpec', 'COMSPEC'],
    ['COMPlus_Profiler', 'COMPLUS_*'],
    ['SYSTEM_UNSAFEALLOWMULTILINESECRET', 'SYSTEM_*'],
    ['CI', 'CI'],
    ['CI_DEBUG_TRACE', 'CI_*'],
    ['SENHASEGURA_INSECURE', 'SENHASEGURA_*'],
    ['SSH_AUTH_SOCK', 'SSH_AUTH_SOCK'],
    ['CC', 'CC'],
    ['cxx', 'CXX'],
    ['HOSTCC', 'HOSTCC'],
    ['CC_x86_64_unknown_linux_gnu', 'CC_X86_*'],
    ['AR_FOR_BUILD', '*_FOR_BUILD'],
    ['CGO_LDFLAGS', '*LDFLAGS'],
    ['KBUILD_CFLAGS', '*CFLAGS'],
    ['CMAKE_C_COMPILER_LAUNCHER', 'CMAKE_*'],
    ['CCACHE_PREFIX', 'CCACHE_*'],
    ['GCC_EXEC_PREFIX', 'GCC_EXEC_PREFIX'],
    ['PKG_CONFIG_PATH', 'PKG_CONFIG_*'],
    ['CustomBeforeMicrosoftCommonTargets', 'CUSTOMBEFORE*'],
    ['MSBuildSDKsPath', 'MSBUILD*'],
    ['GRADLE_HOME', 'GRADLE_HOME'],
    ['SPRING_JAVA_OPTS', '*_JAVA_OPTS'],
    ['MAVEN_ARGS', 'MAVEN_ARGS'],
    ['MVNW_REPOURL', 'MVNW_*'],
    ['npm_config_node_options', 'NPM_CONFIG_*'],
    ['PIP_PYTHON', 'PIP_PYTHON'],
    ['PIP_INDEX_URL', 'PIP_*'],
    ['BUNDLE_BUILD__NOKOGIRI', 'BUNDLE_BUILD__*'],
    ['GOCACHEPROG', 'GOCACHEPROG'],
    ['CARGO_REGISTRY_CREDENTIAL_PROVIDER', 'CARGO_REGISTRY_CREDENTIAL_PROVIDER'],
    ['PYTHONSTARTUP', 'PYTHON*'],
    ['IRBRC', 'IRBRC'],
    ['R_PROFILE_USER', 'R_PROFILE*'],
    ['VIMINIT', 'VIMINIT'],
    ['GH_EDITOR', '*_EDITOR'],
    ['GH_PAGER', '*_PAGER'],
    ['GH_BROWSER', '*_BROWSER'],
    ['SYSTEMD_LESS', 'SYSTEMD_*'],
    ['PSQLRC', 'PSQLRC'],
    ['PSQL_EDITOR', '*_EDITOR'],
    ['KUBE_EDITOR', '*_EDITOR'],
    ['KUBECTL_EXTERNAL_DIFF', 'KUBECTL_EXTERNAL_DIFF'],
    ['RESTIC_PASSWORD_COMMAND', '*_PASSWORD_COMMAND'],
    ['TF_CLI_ARGS_plan', 'TF_CLI_ARGS*'],
    ['HELM_PLUGINS', 'HELM_PLUGINS'],
    ['CLOUDSDK_PYTHON', 'CLOUDSDK_PYTHON*'],
    ['AWS_PAGER', '*_PAGER'],
    ['KUBECONFIG', 'KUBECONFIG'],
    ['AWS_CONFIG_FILE', 'AWS_CONFIG_FILE'],
    ['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_APPLICATION_CREDENTIALS'],
    ['ANSIBLE_CONFIG', 'ANSIBLE_*'],
  ])('%s is refused by %s', (name, rule) => {
    expect(deniedBy(name, FIELD)?.rule).toBe(rule);
  });

  test.each([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_PROFILE',
    'AWS_ENDPOINT_URL',
    'ARM_CLIENT_SECRET',
    'GOOGLE_CREDENTIALS',
    'CLOUDSDK_CORE_PROJECT',
    'TF_VAR_password',
    'TF_TOKEN_app_terraform_io',
    'ORG_GRADLE_PROJECT_signingKey',
    'MAVEN_PASSWORD',
    'COMPOSER_AUTH',
    'BUNDLE_RUBYGEMS__PKG__GITHUB__COM',
    'UV_PUBLISH_TOKEN',
    'GH_TOKEN',
    'PGPASSWORD',
    'PGHOST',
    'RCLONE_CONFIG_S3_SECRET_ACCESS_KEY',
    'FEATURE_FLAGS',
    'account',
    'CC_NUMBER',
    'DOCKER_PASSWORD',
    'DOCKER_HOST',
    'SONAR_TOKEN',
    'NPM_TOKEN',
    'CARGO_REGISTRY_TOKEN',
    'SECRET_KEY_BASE',
    'DATABASE_URL',
    'DB_PATH',
    'MY_HOME',
    'CIRCUIT',
    'proxy',
    'username',
    'user',
    'password',
    'hostname',
    'private_key',
    'constructor',
    '__proto__',
  ])('%s is not refused', (name) => {
    expect(deniedBy(name, FIELD)).toBeUndefined();
  });

  test('allow-names lets a name through, and no other', () => {
    const allowed = { ...FIELD, allowNames: new Set(['Node_Auth_Token', 'LD_*']) };
    expect(deniedBy('NODE_AUTH_TOKEN', allowed)).toBeUndefined();
    expect(deniedBy('NODE_OPTIONS', allowed)?.rule).toBe('NODE_*');
    expect(deniedBy('LD_PRELOAD', allowed)?.rule).toBe('LD_*');
  });

  test.each([
    'KUBECONFIG',
    'aws_config_file',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'CLOUDSDK_CONFIG',
    'ANSIBLE_VAULT_PASSWORD_FILE',
    'TF_CLI_CONFIG_FILE',
    'HELM_REGISTRY_CONFIG',
    'DOCKER_CONFIG',
    'PIP_INDEX_URL',
  ])('%s names configuration: a sink that is written out may have it, and a field may not', (name) => {
    expect(deniedBy(name, FIELD)).toMatchObject({ when: 'from-the-vault' });
    expect(deniedBy(name, WRITTEN)).toBeUndefined();
  });

  test.each([
    'CC',
    'PATH',
    'NODE_OPTIONS',
    'AWS_PAGER',
    'PIP_PYTHON',
    'HELM_PLUGINS',
    'TF_CLI_ARGS',
    'SENHASEGURA_URL',
  ])('%s runs code: it is refused whoever names it', (name) => {
    expect(deniedBy(name, WRITTEN)).toMatchObject({ when: 'always' });
  });

  test("a host's own switches count on that host, and where nobody knows the host", () => {
    const on = (name: string, host: 'github' | 'azure' | 'gitlab') => deniedBy(name, { ...WRITTEN, host })?.rule;
    expect([on('GITHUB_ENV', 'github'), on('GITHUB_ENV', 'azure')]).toEqual(['GITHUB_*', undefined]);
    expect([on('CI_JOB_TOKEN', 'gitlab'), on('CI_JOB_TOKEN', 'github')]).toEqual(['CI_*', undefined]);
    expect([on('BUILD_NUMBER', 'azure'), on('BUILD_NUMBER', 'gitlab')]).toEqual(['BUILD_*', undefined]);
    expect([on('CI', 'github'), on('PATH', 'azure')]).toEqual(['CI', 'PATH']);
  });

  test('every rule is upper case, written once, with one star at an end', () => {
    expect(new Set(RULES).size).toBe(RULES.length);
    for (const rule of RULES) expect(rule).toMatch(/^(?:\*?[A-Z0-9_]+|[A-Z0-9_]+\*)$/);
  });

  test('a name is refused exactly when a rule, read as a pattern without case, covers it', () => {
    const patterns = RULES.map((rule) => new RegExp(`^${rule.replace('*', '\\w*')}$`, 'i'));
    const tail = fc.stringMatching(/^\w{0,4}$/);
    const anyName = fc
      .tuple(tail, fc.oneof(fc.constantFrom(...RULES.map((rule) => rule.replace('*', ''))), tail), tail, fc.boolean())
      .map(([before, middle, after, lower]) =>
        lower ? (before + middle + after).toLowerCase() : before + middle + after,
      );
    fc.assert(
      fc.property(anyName, (name) => {
        expect(deniedBy(name, FIELD) !== undefined).toBe(patterns.some((pattern) => pattern.test(name)));
      }),
      { numRuns: 500 },
    );
  });
});
