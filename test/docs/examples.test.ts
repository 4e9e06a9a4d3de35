import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { needs } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';
import { componentInputs, examples, isMapping, parsed, wholeFile } from './examples.js';

const schema = needs('check-jsonschema');
const EXAMPLES = examples();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'examples-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Microsoft's schema has escapes that are none in ECMAScript's Unicode mode. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'azure-pipelines': ['--regex-variant', 'nonunicode'],
  'gitlab-ci': ['--data-transform', 'gitlab-ci'],
};

/** What check-jsonschema complains about; empty when all is well. */
function problemsOf(kind: string, text: string): string {
  const file = join(folder, 'example.yml');
  writeFileSync(file, text);
  const args = ['--builtin-schema', `vendor.${kind}`, ...(OPTIONS[kind] ?? []), file];
  const { status, stdout, stderr } = spawnSync('check-jsonschema', args, { encoding: 'utf8' });
  return status === 0 ? '' : stdout + stderr;
}

test('the documents have examples', () => {
  expect(EXAMPLES.length).toBeGreaterThan(5);
});

schema.test.each(EXAMPLES)('the YAML of $where fits the schema of its system', (example) => {
  const whole = wholeFile(example);
  if (whole !== undefined) expect(problemsOf(whole.schema, whole.text)).toBe('');
});

schema.test('the schemas bite', () => {
  expect(problemsOf('github-workflows', 'on: push\njobs: { a: { runs-on: x, stepz: [] } }')).toContain('stepz');
  expect(problemsOf('gitlab-ci', 'deploy: { script: { a: 1 } }')).toContain('deploy');
  expect(problemsOf('azure-pipelines', 'steps: [{ tasc: A@1 }]')).toContain('steps');
});

/** Every mapping in a value, itself included. */
function mappingsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(mappingsIn);
  return isMapping(value) ? [value, ...Object.values(value).flatMap(mappingsIn)] : [];
}

const read = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8');
/** The action and its sub-actions, by what follows the name of the repository in `uses`. */
const INPUTS = new Map(
  ['', '/setup', '/emulator'].map((path) => {
    const { inputs } = parse(read(join('.', path, 'action.yml'))) as { inputs: object };
    return [path, Object.keys(inputs)];
  }),
);
const TASK_INPUTS = (JSON.parse(read('packages/azure/task.json')) as { inputs: { name: string }[] }).inputs.map(
  ({ name }) => name,
);

test.each(EXAMPLES)('$where gives the action, the task and the component inputs that they have', ({ text }) => {
  for (const mapping of mappingsIn(parsed(text))) {
    const { uses, task, component, with: withInputs, inputs } = mapping;
    const ours = typeof uses === 'string' ? /(?:^|\/)senhasegura-action(\/[^@]+)?@|^\.\/$/u.exec(uses) : null;
    if (ours !== null && isMapping(withInputs)) {
      expect(INPUTS.get(ours[1] ?? '')).toEqual(expect.arrayContaining(Object.keys(withInputs)));
    }
    if (typeof task === 'string' && task.startsWith('SenhaseguraSecrets@') && isMapping(inputs)) {
      expect(TASK_INPUTS).toEqual(expect.arrayContaining(Object.keys(inputs)));
    }
    if (typeof component === 'string' && component.includes('/senhasegura@') && isMapping(inputs)) {
      expect(componentInputs()).toEqual(expect.arrayContaining(Object.keys(inputs)));
    }
  }
});

schema.test('so do our own files', () => {
  for (const path of INPUTS.keys()) {
    expect(problemsOf('github-actions', read(join('.', path, 'action.yml')))).toBe('');
  }
  expect(problemsOf('dependabot', read('.github/dependabot.yml'))).toBe('');
  expect(problemsOf('gitlab-ci', read('.gitlab-ci.yml'))).toBe('');
});
