import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { SETTING_NAMES } from '../../packages/core/src/settings/setting-table.js';
import { inputVariable } from '../../packages/gitlab/src/component-inputs.js';
import { REPOSITORY } from '../harness/repository.js';

type Variable = string | { readonly value: string; readonly expand: boolean };
interface Component {
  readonly inputs: Readonly<Record<string, { readonly type?: string; readonly default: unknown }>>;
  readonly name: string;
  readonly variables: Readonly<Record<string, Variable>>;
  readonly scripts: readonly string[];
}

const template = readFileSync(join(REPOSITORY, 'templates/senhasegura.yml'), 'utf8');
const [header = '', body = ''] = template.split('\n---\n');

/**
 * The component as GitLab reads it: the text of the body with each input's text in it, as it is, or as JSON where it is none;
 * and only then YAML (gitlab-org/gitlab, `Interpolation::TextTemplate`).
 */
function interpolated(given: Readonly<Record<string, unknown>>): Component {
  const { inputs } = (parseAllDocuments(header)[0]?.toJS() as { spec: Pick<Component, 'inputs'> }).spec;
  const text = body.replaceAll(/\$\[\[ inputs\.([a-z0-9-]+) \]\]/g, (_, name: string) => {
    const value = given[name] ?? inputs[name]?.default;
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  const [document] = parseAllDocuments(text);
  if (document === undefined || document.errors.length > 0) throw new Error('The text is no YAML any more');
  const jobs = document.toJS() as Record<
    string,
    { variables: Component['variables']; before_script: string[]; after_script: string[] }
  >;
  const [[name, job] = ['', undefined]] = Object.entries(jobs);
  return {
    inputs,
    name,
    variables: job?.variables ?? {},
    scripts: [...(job?.before_script ?? []), ...(job?.after_script ?? [])],
  };
}

const valueOf = (variable: Variable | undefined) => (typeof variable === 'object' ? variable.value : variable);
const { inputs, variables, scripts } = interpolated({});
const names = Object.keys(inputs).filter((name) => name !== 'prefix');

test('hands every input over as a variable of its own, and none to a script', () => {
  const other = ['references-file', 'delete-project-variables', 'mask-lines', 'bundle-url', 'bundle-sha256'];
  expect(Object.keys(variables).sort()).toEqual(names.map((name) => inputVariable(name as 'url')).sort());
  expect(names.filter((name) => !other.includes(name) && !SETTING_NAMES.includes(name as 'url'))).toEqual([]);
  expect(scripts.join('\n')).not.toContain('$[[');
});

test('takes no credentials as inputs', () => {
  expect(names.filter((name) => /secret$|token|password|key$|^client/.test(name))).toEqual([]);
});

test('says nothing where a pipeline says nothing, but for the switches', () => {
  const said = names.filter((name) => (valueOf(variables[inputVariable(name as 'url')]) ?? '') !== '');
  expect(said.sort()).toEqual(
    ['mask-lines', 'secrets', ...names.filter((name) => inputs[name]?.type === 'boolean')].sort(),
  );
  expect(valueOf(variables[inputVariable('secrets')])).toBe('json:[]');
  expect(valueOf(variables[inputVariable('mask-lines')])).toBe('off');
});

test('names the hidden job after the prefix', () => {
  expect([interpolated({}).name, interpolated({ prefix: 'db-' }).name]).toEqual(['.senhasegura', '.db-senhasegura']);
});

const line = fc
  .oneof(fc.string(), fc.string({ unit: fc.constantFrom(...Array.from(`'"#:{}[]&*!|>%@\`$- ,?é🔑x`)) }))
  .map((text) => text.trim());

test('keeps any line and any list as they are, whatever YAML would read in them', () => {
  fc.assert(
    fc.property(line, fc.array(fc.string({ unit: 'grapheme' })), (url, secrets) => {
      const component = interpolated({ url, secrets });
      expect(valueOf(component.variables[inputVariable('url')])).toBe(url);
      const list = component.variables[inputVariable('secrets')];
      expect(list).toMatchObject({ expand: false });
      expect(JSON.parse((valueOf(list) ?? '').slice('json:'.length))).toEqual(secrets);
      expect(component.scripts).toEqual(scripts);
    }),
  );
});
