import { readServiceConnection } from '../src/task-inputs.js';
import { readJson } from './support/read-json.js';
import type { TaskDefinition } from './support/task-schema.js';

interface Descriptor {
  readonly id: string;
  readonly inputMode: string;
  readonly isConfidential: boolean;
}

interface Manifest {
  readonly version: string;
  readonly contributions: readonly {
    readonly type: string;
    readonly properties: {
      readonly name: string;
      readonly inputDescriptors?: readonly Descriptor[];
      readonly authenticationSchemes?: readonly { readonly inputDescriptors: readonly Descriptor[] }[];
    };
  }[];
}

const manifest = readJson('packages/azure/vss-extension.json') as Manifest;
const task = readJson('packages/azure/task.json') as TaskDefinition;

const contribution = (type: string) => {
  const found = manifest.contributions.filter((candidate) => candidate.type === type);
  expect(found).toHaveLength(1);
  return found[0]?.properties;
};

test('it contributes the task, by the name of its folder', () => {
  expect(contribution('ms.vss-distributed-task.task')?.name).toBe(task.name);
  expect(manifest).toMatchObject({ files: [{ path: task.name }, { path: 'icon.png' }] });
});

test('it contributes the type of service connection that the task asks for', () => {
  const name = contribution('ms.vss-endpoint.service-endpoint-type')?.name;
  expect(task.inputs.map(({ type }) => type)).toContain(`connectedService:${name ?? ''}`);
});

test('the client secret alone is a parameter of the authorization: the agent masks each of these', () => {
  const type = contribution('ms.vss-endpoint.service-endpoint-type');
  const secrets = type?.authenticationSchemes?.flatMap(({ inputDescriptors }) => inputDescriptors) ?? [];
  const open = type?.inputDescriptors ?? [];
  expect(secrets).toMatchObject([{ id: 'clientSecret', isConfidential: true, inputMode: 'passwordbox' }]);
  expect(open).toMatchObject([{ id: 'clientId', isConfidential: false, inputMode: 'textbox' }]);
  const given = Object.fromEntries([
    ['ENDPOINT_URL_1', 'https://h/'],
    ...open.map(({ id }) => [`ENDPOINT_DATA_1_${id.toUpperCase()}`, id]),
    ...secrets.map(({ id }) => [`ENDPOINT_AUTH_PARAMETER_1_${id.toUpperCase()}`, id]),
  ]) as Record<string, string>;
  expect(readServiceConnection(given, '1')).toEqual({
    url: 'https://h/',
    'client-id': 'clientId',
    'client-secret': 'clientSecret',
  });
});

test('it has the version of the package', () => {
  expect(readJson('package.json')).toHaveProperty('version', manifest.version);
});
