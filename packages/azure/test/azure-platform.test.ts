import fc from 'fast-check';
import { createStepLog } from '../../../test/stand-ins/github-runner/step-log.js';
import { createCommandManager } from '../../../test/stand-ins/azure-agent/command-manager.js';
import { createAgentMasker } from '../../../test/stand-ins/azure-agent/masker.js';
import { createVariables } from '../../../test/stand-ins/azure-agent/variables.js';
import { parseLoggingCommand } from '../../../test/stand-ins/azure-agent/logging-command.js';
import { createAzurePlatform, loadState, saveState, summaryLines } from '../src/azure-platform.js';

const NO_OUTPUT = { print: () => undefined, check: () => undefined };

/** A platform whose words an agent hears, in a task with restricted commands. */
function platformWithAgent() {
  const masker = createAgentMasker();
  const variables = createVariables(masker.addValue);
  const taskVariables = createVariables(masker.addValue);
  const log = createStepLog({ mask: masker.mask, debug: true });
  const results: string[] = [];
  const onLine = createCommandManager(
    {
      refName: 'vault',
      variables,
      taskVariables,
      masker,
      log,
      percents: true,
      complete: (result) => results.push(result),
    },
    true,
  );
  const print = (text: string): void => {
    expect(text === '' || text.endsWith('\n')).toBe(true);
    text.split('\n').slice(0, -1).forEach(onLine);
  };
  const platform = createAzurePlatform(
    { AGENT_TEMPDIRECTORY: '/agent/_temp' },
    'file',
    { ...NO_OUTPUT, print },
    'linux',
  );
  return { platform, variables, taskVariables, log, results };
}

const oneLine = fc
  .string({ unit: 'grapheme', minLength: 6 })
  .filter((text) => !/[\r\n]/.test(text) && text.trim().length > 5);

test('the agent has every variable as it was, masked, and never shows one, in debug mode neither', () => {
  const unit = fc.constantFrom('%', 'AZP25', ';', ']', '##vso[', '"', '\\', 'a', 'é', ' ');
  fc.assert(
    fc.property(
      fc.oneof(
        oneLine,
        fc.string({ unit, minLength: 8 }).filter((text) => text.trim().length > 6),
      ),
      (value) => {
        const { platform, variables, log } = platformWithAgent();
        platform.exportVariables(new Map([['SECRET_ONE', value]]));
        platform.setOutputs(new Map([['out', value]]));
        platform.log.info(`shown: ${value}`);
        expect(variables.get('secret_one')).toMatchObject({ value, secret: true });
        expect(variables.get('vault.out')).toMatchObject({ value, secret: true });
        expect(log.text()).not.toContain(`]${value}`);
        expect(log.issues).toEqual([]);
      },
    ),
  );
});

test('a name that the agent refuses shows its value in no form', () => {
  const { platform, variables, log, results } = platformWithAgent();
  variables.set({ name: 'taken', value: 'kept', readOnly: true });
  platform.exportVariables(new Map([['TAKEN', '50%-off;]50%-off']]));
  expect(results).toEqual(['Failed']);
  expect(log.text()).toContain("Unable to process command '##vso[task.setvariable variable=TAKEN;");
  expect(log.text()).not.toContain('-off');
});

test('what is no secret is set as none', () => {
  const { platform, variables, log } = platformWithAgent();
  platform.exportVariables(new Map([['KEY_FILE', '/agent/_temp/key']]), new Set(['KEY_FILE']));
  platform.setOutputs(new Map([['pin', '12']]), new Set(['pin']));
  platform.log.info('12 /agent/_temp/key');
  expect(variables.get('KEY_FILE')).toMatchObject({ value: '/agent/_temp/key', secret: false });
  expect(variables.get('vault.pin')).toMatchObject({ value: '12', secret: false });
  expect(log.text()).toContain('12 /agent/_temp/key');
});

test('blanking a variable makes it empty', () => {
  const { platform, variables } = platformWithAgent();
  platform.exportVariables(new Map([['A', 'secret value']]));
  platform.exportVariables(new Map([['A', '']]));
  expect(variables.get('A')).toMatchObject({ value: '', secret: true });
});

test('masks are registered before anything else is said', () => {
  const { platform, log } = platformWithAgent();
  platform.mask(['first-secret', '100%-secret']);
  platform.log.info('first-secret and 100%-secret');
  expect(log.text()).toContain('\n*** and ***\n');
});

test('messages and summaries form no commands', async () => {
  const { platform, log, variables, results } = platformWithAgent();
  const evil = '##vso[task.setvariable variable=PATH]/evil';
  platform.log.debug(evil);
  platform.log.info(evil);
  platform.log.notice(evil);
  platform.log.warning(`careful\n${evil}`);
  await platform.summary(`### Title\n| <code>${evil}</code> |`);
  platform.fail(`broken\n${evil}`);
  expect(variables.get('PATH')).toBeUndefined();
  expect(results).toEqual(['Failed']);
  expect(log.issues).toEqual([
    { type: 'warning', message: 'careful\n## vso[task.setvariable variable=PATH]/evil' },
    { type: 'error', message: 'broken\n## vso[task.setvariable variable=PATH]/evil' },
  ]);
  expect(log.text()).toContain('##[group]Title\n| ## vso[task.setvariable variable=PATH]/evil |\n##[endgroup]\n');
});

test('state goes into task variables that are no secrets', () => {
  const { platform, taskVariables } = platformWithAgent();
  platform.state.save('{"version":1}');
  platform.state.save('{"version":1,"files":["/a b%20"]}');
  const environment = Object.fromEntries(
    taskVariables.all().map(({ name, value }) => [`VSTS_TASKVARIABLE_${name.toUpperCase()}`, value]),
  );
  const post = createAzurePlatform({ AGENT_TEMPDIRECTORY: '/t', ...environment }, 'file', NO_OUTPUT, 'linux');
  expect(post.state.load()).toBe('{"version":1,"files":["/a b%20"]}');
  expect(createAzurePlatform({ AGENT_TEMPDIRECTORY: '/t' }, 'file', NO_OUTPUT, 'linux').state.load()).toBeUndefined();
});

test('its variables have rules of their own', () => {
  const { platform } = platformWithAgent();
  expect(platform.variables).toMatchObject({ instead: 'file' });
  expect(platform.caseless).toEqual({ variables: true, outputs: true, files: false });
  expect(platform.variables?.refusal('one\ntwo')).toMatch(/several lines/);
  expect(platform.tempDir).toBe('/agent/_temp');
});

/** The environment that the agent gives the post-job part after these commands. */
const after = (commands: string, percents: boolean) =>
  Object.fromEntries(
    commands
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => parseLoggingCommand(line, percents))
      .map((command) => [
        `VSTS_TASKVARIABLE_${command?.properties.get('variable')?.toUpperCase() ?? ''}`,
        command?.data ?? '',
      ]),
  );

test('the post-job part finds what was saved, however percent signs are treated', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{1,60}$/), fc.nat(6000), fc.boolean(), (text, times, percents) => {
      const saved = text.repeat(times + 1);
      const environment = after(saveState(saved), percents);
      expect(loadState(environment)).toBe(saved);
      expect(Math.max(...Object.values(environment).map((value) => value.length))).toBeLessThan(128 * 1024 - 100);
    }),
    { numRuns: 30 },
  );
});

test('nothing was saved by a main part that was skipped', () => {
  expect(loadState({ PATH: '/bin' })).toBeUndefined();
});

test('a Markdown table becomes a group of plain lines', () => {
  const markdown = [
    '### Secrets from senhasegura',
    '',
    '| Name | Source | Sink | Masked |',
    '| --- | --- | --- | --- |',
    '| <code>DB</code> | <code>dsm:a&lt;b&gt;&amp;lt;#c&#124;&#96;</code> | <code>environment</code> | yes |',
    '',
    'They are taken back when the job ends.',
    '',
  ].join('\n');
  expect(summaryLines(markdown)).toBe(
    [
      '##[group]Secrets from senhasegura',
      '| Name | Source | Sink | Masked |',
      '| DB | dsm:a<b>&lt;#c|` | environment | yes |',
      'They are taken back when the job ends.',
      '##[endgroup]',
      '',
    ].join('\n'),
  );
});

test('a name from the vault forms no command', () => {
  expect(summaryLines('### T\n| <code>#</code><code>#vso[task.complete result=Failed]</code> |')).toBe(
    '##[group]T\n| ## vso[task.complete result=Failed] |\n##[endgroup]\n',
  );
});
