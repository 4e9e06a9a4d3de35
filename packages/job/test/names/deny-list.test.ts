import fc from 'fast-check';
import { DENIED_GROUPS } from '../../src/names/denied-names.js';
import { deniedBy } from '../../src/names/deny-list.js';

const NONE = new Set<string>();
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
  ])('%s is refused by %s', (name, rule) => {
    expect(deniedBy(name, NONE)).toBe(rule);
  });

  test.each([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'KUBECONFIG',
    'DOCKER_PASSWORD',
    'DOCKER_HOST',
    'SONAR_TOKEN',
    'NPM_TOKEN',
    'PIP_INDEX_URL',
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
    expect(deniedBy(name, NONE)).toBeUndefined();
  });

  test('allow-names lets a name through, and no other', () => {
    const allowed = new Set(['Node_Auth_Token', 'LD_*']);
    expect(deniedBy('NODE_AUTH_TOKEN', allowed)).toBeUndefined();
    expect(deniedBy('NODE_OPTIONS', allowed)).toBe('NODE_*');
    expect(deniedBy('LD_PRELOAD', allowed)).toBe('LD_*');
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
        expect(deniedBy(name, NONE) !== undefined).toBe(patterns.some((pattern) => pattern.test(name)));
      }),
      { numRuns: 500 },
    );
  });
});
