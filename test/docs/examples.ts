import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ScalarTag, parse, parseAllDocuments, stringify } from 'yaml';
import { blocksOf } from '../guides/blocks.js';
import { REPOSITORY } from '../harness/repository.js';

/** A block of YAML in a document. */
export interface Example {
  /** File and line of its first line. */
  readonly where: string;
  readonly text: string;
}

/** What an example is, and the whole file that it is a part of: what the schemas of check-jsonschema know. */
export interface WholeFile {
  readonly schema: 'github-workflows' | 'github-actions' | 'gitlab-ci' | 'azure-pipelines';
  readonly text: string;
}

const DOCUMENTS = [
  ...['README.md', 'packages/azure/overview.md'],
  ...readdirSync(join(REPOSITORY, 'docs')).map((name) => `docs/${name}`),
];

/** Every block of YAML in README, guides and docs, without the indentation of the list that it may stand in. */
export const examples = (): readonly Example[] =>
  DOCUMENTS.filter((file) => file.endsWith('.md'))
    .flatMap((file) => blocksOf(REPOSITORY, file))
    .filter(({ language }) => /^ya?ml$/u.test(language))
    .map(({ file, line, text }) => ({ where: `${file}:${line}`, text }));

/** GitLab's `!reference [job, key]`. Read as the words alone. */
const reference: ScalarTag = { tag: '!reference', resolve: (text) => text };

type Mapping = Readonly<Record<string, unknown>>;
export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a YAML text; of several documents, a list of theirs. */
export function parsed(text: string): unknown {
  const documents = parseAllDocuments(text, { customTags: [reference], logLevel: 'error' });
  const values = documents.map((document): unknown => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS() as unknown;
  });
  return values.length === 1 ? values[0] : values;
}

const isManifest = (value: unknown): boolean => isMapping(value) && 'apiVersion' in value;

const GITLAB_KEYWORDS = ['include', 'variables', 'default', 'workflow', 'spec', 'stages'];
const GITLAB_JOB = ['script', 'extends', 'before_script', 'after_script', 'trigger', 'stage'];

/**
 * Completes an example: a list of steps needs a job around it, settings of a component a pipeline. `undefined` is what other
 * tests check: manifests of Kubernetes.
 * @throws {Error} where it is nothing that this knows, so that no example goes unchecked
 */
export function wholeFile({ where, text }: Example): WholeFile | undefined {
  const value = parsed(text);
  if (isManifest(value) || (Array.isArray(value) && value.length > 0 && value.every(isManifest))) return undefined;
  const steps = Array.isArray(value) ? (value as unknown[]) : isMapping(value) ? value.steps : undefined;
  // GitLab has names of stages.
  const hasStages = isMapping(value) && Array.isArray(value.stages) && value.stages.every(isMapping);
  const isAzure = isMapping(value) && (hasStages || ['pool', 'pr'].some((key) => key in value));
  if (isAzure) return { schema: 'azure-pipelines', text: stringify(withoutOurTask(value)) };
  if (Array.isArray(steps)) {
    return steps.some((step) => isMapping(step) && 'task' in step)
      ? { schema: 'azure-pipelines', text: stringify(withoutOurTask({ steps })) }
      : { schema: 'github-workflows', text: workflow({ steps }) };
  }
  if (isMapping(value)) {
    const keys = Object.keys(value);
    if ('runs' in value) return { schema: 'github-actions', text };
    if ('on' in value) return { schema: 'github-workflows', text };
    if ('jobs' in value && isMapping(value.jobs)) {
      return { schema: 'github-workflows', text: stringify({ on: 'push', ...value }) };
    }
    if ('jobs' in value) return { schema: 'azure-pipelines', text: stringify(withoutOurTask(value)) };
    if (keys.every((key) => componentInputs().includes(key))) {
      const pipeline = { include: [{ component: 'gitlab.example.com/group/project/senhasegura@1', inputs: value }] };
      return { schema: 'gitlab-ci', text: stringify(pipeline) };
    }
    const isJob = (job: unknown) => isMapping(job) && GITLAB_JOB.some((key) => key in job);
    if (Object.entries(value).every(([key, job]) => GITLAB_KEYWORDS.includes(key) || isJob(job))) {
      return { schema: 'gitlab-ci', text };
    }
  }
  throw new Error(`${where}: what kind of YAML is this? Teach test/docs/examples.ts to complete it.`);
}

/** The schema knows Microsoft's own tasks alone; the inputs of ours have a test of their own. */
function withoutOurTask(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOurTask);
  if (!isMapping(value)) return value;
  if (typeof value.task !== 'string' || !value.task.startsWith('SenhaseguraSecrets@')) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutOurTask(member)]));
  }
  const step = Object.entries(value).filter(([key]) => key !== 'task' && key !== 'inputs');
  return { script: 'echo', ...Object.fromEntries(step) };
}

const workflow = (job: Mapping) => stringify({ on: 'push', jobs: { example: { 'runs-on': 'ubuntu-latest', ...job } } });

/** The names of the inputs of GitLab's component. */
export function componentInputs(): readonly string[] {
  const [head = ''] = readFileSync(join(REPOSITORY, 'templates/senhasegura.yml'), 'utf8').split(/^---$/mu);
  const template = parse(head) as { spec: { inputs: Mapping } };
  return Object.keys(template.spec.inputs);
}
