import { SETTINGS, SETTING_NAMES, type SettingEntry } from '@senhasegura-action/core/internal';
import { Ajv } from 'ajv';
import { SERVICE_CONNECTION, camelCase } from '../src/task-inputs.js';
import { MULTILINE_SECRETS, readUnfitChoice } from '../src/variable-rules.js';
import { readJson } from './support/read-json.js';
import { type TaskDefinition, taskSchema } from './support/task-schema.js';

const task = readJson('packages/azure/task.json') as TaskDefinition;
const inputs = new Map(task.inputs.map((input) => [input.name, input]));

test('task.json is a valid definition', () => {
  const validate = new Ajv({ allErrors: true }).compile(taskSchema);
  validate(task);
  expect(validate.errors).toBeNull();
});

test('it declares no output variables: a declared name would be set as an output only', () => {
  expect(task).not.toHaveProperty('outputVariables');
});

test('it may set any variable', () => {
  expect(task).not.toHaveProperty('restrictions.settableVariables');
});

test('the task has the version of the package', () => {
  const { Major, Minor, Patch } = task.version;
  expect(readJson('package.json')).toHaveProperty('version', `${Major}.${Minor}.${Patch}`);
  expect(task.name).toBe('SenhaseguraSecrets');
});

test('there is an input for every setting, two of its own, and no other', () => {
  expect([...inputs.keys()].sort()).toEqual(
    [...SETTING_NAMES.map(camelCase), SERVICE_CONNECTION, MULTILINE_SECRETS].sort(),
  );
});

test.each(SETTING_NAMES)('the help of the input for %s is what the settings say (npm run docs)', (name) => {
  const { about, default: byDefault }: SettingEntry = SETTINGS[name];
  const help = byDefault === undefined ? about : `${about} Default: ${byDefault}`;
  expect(inputs.get(camelCase(name))?.helpMarkDown).toBe(help);
});

test('no input has a default of its own, which would beat variables and the configuration file', () => {
  for (const input of task.inputs) expect(input).not.toHaveProperty('defaultValue');
});

test('choices are the ones that are possible', () => {
  expect(Object.keys(inputs.get(MULTILINE_SECRETS)?.options ?? {})).toEqual(['file', 'base64', 'error']);
  for (const choice of Object.keys(inputs.get(MULTILINE_SECRETS)?.options ?? {})) {
    expect(readUnfitChoice({ INPUT_MULTILINESECRETS: choice })).toEqual({ ok: choice });
  }
  for (const { name, type, options } of task.inputs)
    expect([name, options !== undefined]).toEqual([name, type === 'pickList']);
});

test('groups and rules name what is there', () => {
  const groups = task.groups.map(({ name }) => name);
  for (const { groupName, visibleRule = '' } of task.inputs) {
    expect(groups).toContain(groupName);
    for (const [, name] of visibleRule.matchAll(/(\w+) !?= /g)) expect(inputs.has(name ?? '')).toBe(true);
  }
  expect(groups).toEqual(['connection', 'authentication', 'secrets', 'advanced']);
});

test('both Node versions run the same files', () => {
  for (const [handlers, file] of [
    [task.execution, 'main'],
    [task.postjobexecution, 'post'],
  ] as const) {
    expect(Object.values(handlers).map(({ target }) => target)).toEqual([`${file}/index.js`, `${file}/index.js`]);
  }
});
