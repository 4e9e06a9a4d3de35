/** Keys that every object has, and keys that it may have; nothing else. */
const object = (required: Record<string, unknown>, optional: Record<string, unknown> = {}) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});
const array = (items: unknown) => ({ type: 'array', minItems: 1, items });
const text = { type: 'string', minLength: 1 };
const oneOf = (...words: readonly string[]) => ({ enum: words });
const count = { type: 'integer', minimum: 0 };
const handlers = object({ Node24: object({ target: text }), Node20_1: object({ target: text }) });

/**
 * What of a task definition this task uses, in words of our own: narrower than the schema that Azure DevOps publishes
 * (azure-pipelines-task-lib, tasks.schema.json), so what is valid here is valid there.
 */
export const taskSchema = object({
  $schema: { const: 'https://raw.githubusercontent.com/Microsoft/azure-pipelines-task-lib/master/tasks.schema.json' },
  id: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  name: { type: 'string', pattern: '^[A-Za-z0-9-]+$' },
  friendlyName: { type: 'string', minLength: 1, maxLength: 40 },
  description: text,
  helpMarkDown: text,
  category: oneOf('Utility'),
  visibility: array(oneOf('Build', 'Release')),
  runsOn: array(oneOf('Agent', 'DeploymentGroup')),
  author: text,
  version: object({ Major: count, Minor: count, Patch: count }),
  minimumAgentVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
  instanceNameFormat: text,
  groups: array(object({ name: text, displayName: text, isExpanded: { type: 'boolean' } })),
  inputs: array(
    object(
      {
        name: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]*$' },
        type: oneOf('string', 'multiLine', 'pickList', 'connectedService:senhasegura'),
        label: text,
        required: { const: false },
        groupName: text,
        helpMarkDown: text,
      },
      {
        visibleRule: { type: 'string', pattern: '^\\w+ (?:=|!=) \\w+(?: && \\w+ (?:=|!=) \\w+)*$' },
        options: { type: 'object', additionalProperties: text },
        properties: object(
          {},
          { EditableOptions: oneOf('True'), resizable: { const: true }, rows: { type: 'string', pattern: '^\\d+$' } },
        ),
      },
    ),
  ),
  execution: handlers,
  postjobexecution: handlers,
  restrictions: object({ commands: object({ mode: oneOf('restricted') }) }),
});

export interface TaskInput {
  readonly name: string;
  readonly type: string;
  readonly groupName: string;
  readonly helpMarkDown: string;
  readonly visibleRule?: string;
  readonly options?: Readonly<Record<string, string>>;
}

export interface TaskDefinition {
  readonly id: string;
  readonly name: string;
  readonly version: { readonly Major: number; readonly Minor: number; readonly Patch: number };
  readonly groups: readonly { readonly name: string }[];
  readonly inputs: readonly TaskInput[];
  readonly execution: Readonly<Record<string, { readonly target: string }>>;
  readonly postjobexecution: Readonly<Record<string, { readonly target: string }>>;
}
