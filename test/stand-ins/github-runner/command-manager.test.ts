import { createCaseInsensitiveMap } from './case-insensitive-map.js';
import { createCommandManager } from './command-manager.js';
import { createSecretMasker } from './secret-masker.js';
import { createStepLog } from './step-log.js';

function run(...lines: string[]) {
  const masker = createSecretMasker();
  const log = createStepLog({ mask: masker.mask, debug: false });
  const step = { masks: [] as string[], outputs: new Map<string, string>(), deprecated: [] as string[], failed: false };
  const state = createCaseInsensitiveMap();
  const markFailed = () => {
    step.failed = true;
  };
  lines.forEach(createCommandManager({ log, masker, state, markFailed, ...step }).onLine);
  return { ...step, state: state.entries(), log: log.text(), issues: log.issues, masker };
}

describe('createCommandManager', () => {
  test('add-mask covers the value and each line of it, and is not shown', () => {
    const { log, masks } = run('::add-mask::one%0A  two \r', 'one', 'two');
    expect(masks).toEqual(['one\n  two \r']);
    expect(log).toBe('***\n***\n');
  });

  test('add-mask of nothing warns', () => {
    expect(run('::add-mask:: ').issues).toEqual([
      { type: 'warning', message: expect.stringContaining("Can't add secret mask for empty string") as string },
    ]);
  });

  test('an issue is masked and kept', () => {
    const { issues, log } = run('::add-mask::secret', '::error title=x::a secret%0Ain two lines');
    expect(issues).toEqual([{ type: 'error', message: 'a ***\nin two lines' }]);
    expect(log).toBe('##[error]a ***\nin two lines\n');
  });

  test('debug is shown only in debug mode, groups always', () => {
    expect(run('::debug::x', '::group::title', '::endgroup::').log).toBe('##[group]title\n##[endgroup]\n');
  });

  test('stop-commands turns commands into output until its token, which is masked', () => {
    const { log, issues } = run('::stop-commands::a-long-token', '::error::x', '::a-long-token::', '::error::y');
    expect(log).toBe('::stop-commands::***\n::error::x\n::***::\n##[error]y\n');
    expect(issues).toHaveLength(1);
  });

  test.each(['', 'error', 'pause-logging', 'stop-commands'])('stop-commands refuses the token %j', (token) => {
    const { failed, issues } = run(`::stop-commands::${token}`, '::notice::still read');
    expect(failed).toBe(true);
    expect(issues.at(-1)).toEqual({ type: 'notice', message: 'still read' });
  });

  test.each(['set-env', 'add-path'])('%s fails the step', (name) => {
    const { failed, deprecated, issues } = run(`::${name} name=A::b`);
    expect({ failed, deprecated }).toEqual({ failed: true, deprecated: [name] });
    expect(issues[1]?.message).toContain(`The \`${name}\` command is disabled`);
  });

  test('set-output and save-state work still, with a warning each', () => {
    const { outputs, state, issues, deprecated } = run('::set-output name=a::1', '::save-state name=b::2');
    expect([...outputs, ...state]).toEqual([['a', '1'], ['b', '2']]); // prettier-ignore
    expect(issues.map(({ type }) => type)).toEqual(['warning', 'warning']);
    expect(deprecated).toEqual(['set-output', 'save-state']);
  });

  test('echo shows commands but never a mask', () => {
    const { log } = run('::echo::on', '::add-mask::secret', '::group::g', '::echo::off', '::endgroup::');
    expect(log).toBe('::echo::on\n::add-mask::***\n##[group]g\n::group::g\n##[endgroup]\n');
  });

  test("the runner's own markers are broken", () => {
    expect(run('##[start-action x]').log).toBe('##[\\start-action x]\n');
  });
});
