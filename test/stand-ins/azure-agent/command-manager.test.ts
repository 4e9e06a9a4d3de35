import { createStepLog } from '../github-runner/step-log.js';
import { createCommandManager } from './command-manager.js';
import { createAgentMasker } from './masker.js';
import { createVariables } from './variables.js';

function stepWith({ restricted = false, debug = false, percents = true } = {}) {
  const masker = createAgentMasker();
  const variables = createVariables(masker.addValue);
  const taskVariables = createVariables(masker.addValue);
  const log = createStepLog({ mask: masker.mask, debug });
  const results: string[] = [];
  const context = { refName: 'vault', variables, taskVariables, masker, log, percents };
  const onLine = createCommandManager({ ...context, complete: (result) => results.push(result) }, restricted);
  return { ...context, results, onLine };
}

describe('commands of a step', () => {
  test('set variables of the job, of the step and of the task', () => {
    const { onLine, variables, taskVariables } = stepWith();
    onLine('##vso[task.setvariable variable=A;issecret=true]one');
    onLine('##vso[task.setvariable variable=B;isoutput=true;issecret=true]two');
    onLine('##vso[task.settaskvariable variable=S]three');
    expect(variables.get('A')).toMatchObject({ value: 'one', secret: true, readOnly: false });
    expect(variables.get('vault.B')).toMatchObject({ value: 'two', secret: true, readOnly: true });
    expect(taskVariables.get('S')).toMatchObject({ value: 'three', secret: false });
  });

  test('mask what they set as a secret', () => {
    const { onLine, log } = stepWith();
    onLine('##vso[task.setsecret]masked-1');
    onLine('##vso[task.setvariable variable=A;issecret=true]masked-2');
    onLine('masked-1 masked-2');
    expect(log.text()).toBe('*** ***\n');
  });

  test('leak a secret of several lines that was not masked before', () => {
    const { onLine, log, results, variables } = stepWith();
    onLine('##vso[task.setvariable variable=A;issecret=true]first%0Asecond');
    expect(log.text()).toContain("Unable to process command '##vso[task.setvariable variable=A;issecret=true]first%0A");
    expect(results).toEqual(['Failed']);
    expect(variables.get('A')).toBeUndefined();
  });

  test('leak the escaped form of a secret that is meant for a read-only name', () => {
    const { onLine, log, variables } = stepWith();
    variables.set({ name: 'A', value: 'kept', readOnly: true });
    onLine('##vso[task.setsecret]50%AZP25-off');
    onLine('##vso[task.setvariable variable=a;issecret=true]50%AZP25-off');
    expect(log.text()).toContain('50%AZP25-off');
    expect(variables.get('A')?.value).toBe('kept');
  });

  test('are carried out wherever they stand in a line, and others are warned of', () => {
    const { onLine, variables, log } = stepWith();
    onLine('a name: ##vso[task.setvariable variable=A]x');
    onLine('##vso is a word');
    onLine('##vso[build.updatebuildnumber]7');
    expect(variables.get('A')?.value).toBe('x');
    expect(log.issues.map(({ type }) => type)).toEqual(['warning', 'warning']);
  });

  test('that may upload are refused in a restricted task', () => {
    const { onLine, log, results } = stepWith({ restricted: true });
    onLine('##vso[task.uploadsummary]/etc/hostname');
    onLine('##vso[task.setvariable variable=A]x');
    expect(log.issues).toEqual([
      { type: 'warning', message: expect.stringContaining('not allowed in this step') as string },
    ]);
    expect(results).toEqual([]);
  });

  test('show issues and results', () => {
    const { onLine, log, results } = stepWith();
    onLine('##vso[task.issue type=warning;]careful%0Anow');
    onLine('##vso[task.complete result=Failed;]');
    expect(log.issues).toEqual([{ type: 'warning', message: 'careful\nnow' }]);
    expect(results).toEqual(['Failed']);
  });

  test('are shown unescaped and masked when System.Debug is on', () => {
    const { onLine, log } = stepWith({ debug: true });
    onLine('##vso[task.setsecret]50%AZP25-off');
    onLine('##vso[task.debug]hello');
    expect(log.text()).toBe('##[debug]Processed: ##vso[task.setsecret]***\n##[debug]hello\n');
  });
});
