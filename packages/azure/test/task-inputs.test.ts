import { InputError, type SettingName } from '@senhasegura-action/core/internal';
import { taskInputs } from '../src/task-inputs.js';

const CONNECTION = {
  INPUT_SERVICECONNECTION: 'id-1',
  'ENDPOINT_URL_id-1': 'https://vault.example.com/',
  'ENDPOINT_DATA_id-1_CLIENTID': 'me',
  'ENDPOINT_AUTH_PARAMETER_id-1_CLIENTSECRET': 'hush',
};
type Given = Record<string, string>;

function problems(environment: Given, others?: readonly string[]): readonly string[] {
  try {
    taskInputs(environment, others).explicit('url');
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

const explicit = (environment: Given, name: SettingName) => taskInputs(environment).explicit(name);

test('inputs are the settings in camel case', () => {
  const environment = { INPUT_CLIENTKEYPASSPHRASE: 'x', INPUT_SECRETS: 'dsm:a > B' };
  expect(explicit(environment, 'client-key-passphrase')).toBe('x');
  expect(explicit(environment, 'secrets')).toBe('dsm:a > B');
  expect(explicit(environment, 'url')).toBeUndefined();
  expect(taskInputs({}).spelling('client-key-passphrase')).toBe('input clientKeyPassphrase');
  expect(taskInputs({ INPUT_URL: 'x' }).spelling('url')).toBe('input url');
});

test('a service connection gives address and credentials', () => {
  expect(
    ['url', 'client-id', 'client-secret', 'secrets'].map((name) => explicit(CONNECTION, name as SettingName)),
  ).toEqual(['https://vault.example.com/', 'me', 'hush', undefined]);
});

test('a message names the connection, where that gives a setting or could', () => {
  expect(taskInputs(CONNECTION).spelling('url')).toBe('input serviceConnection (url)');
  expect(taskInputs({}).spelling('client-id')).toBe('input serviceConnection or clientId');
});

test('what the connection has is not given beside it: its credentials go to its address alone', () => {
  expect(problems({ ...CONNECTION, INPUT_URL: 'https://elsewhere.example.com', INPUT_CLIENTID: 'you' })).toEqual([
    'input url: is given, but the service connection has it already. Remove one of them.',
    'input clientId: is given, but the service connection has it already. Remove one of them.',
  ]);
});

test('a connection of another type is told by what it lacks', () => {
  const { INPUT_SERVICECONNECTION } = CONNECTION;
  expect(problems({ INPUT_SERVICECONNECTION, 'ENDPOINT_URL_id-1': 'https://h/' })).toEqual([
    'input serviceConnection: the connection id-1 gives no clientId, clientSecret. Choose one of the type senhasegura.',
  ]);
});

test('an input that names a variable which is not there says so, and all problems come together', () => {
  expect(problems({ INPUT_CLIENTSECRET: '$(CLIENT_SECRET)', INPUT_SECRETS: 'dsm:$(NAME) > A' }, ['another'])).toEqual([
    'input clientSecret: is $(CLIENT_SECRET), so this job has no variable CLIENT_SECRET. Set it, or link its variable group.',
    'another',
  ]);
});

test('variables of the job are there for the core, secret ones too, with the proxy of the agent', () => {
  const { environment } = taskInputs({
    VSTS_SECRET_VARIABLES: '["SENHASEGURA_CLIENT_SECRET"]',
    SECRET_SENHASEGURA_CLIENT_SECRET: 'hush',
    AGENT_PROXYURL: 'http://proxy.example.com',
    AGENT_PROXYBYPASSLIST: '["internal"]',
  });
  expect(environment).toMatchObject({
    SENHASEGURA_CLIENT_SECRET: 'hush',
    HTTPS_PROXY: 'http://proxy.example.com/',
  });
  const bypassed = {
    VSTS_SECRET_VARIABLES: '["SENHASEGURA_URL"]',
    AGENT_PROXYURL: 'http://proxy.example.com',
    AGENT_PROXYBYPASSLIST: '["internal"]',
  };
  for (const where of ['INPUT_URL', 'SENHASEGURA_URL', 'SECRET_SENHASEGURA_URL']) {
    expect(taskInputs({ ...bypassed, [where]: 'https://vault.internal' }).environment).not.toHaveProperty(
      'HTTPS_PROXY',
    );
  }
});

test('the certificate authority of the agent counts where the job names none', () => {
  const AGENT_CAINFO = process.execPath;
  expect(explicit({ AGENT_CAINFO }, 'ca-certificate')).toBe(AGENT_CAINFO);
  expect(explicit({ AGENT_CAINFO, INPUT_CACERTIFICATE: '/own.pem' }, 'ca-certificate')).toBe('/own.pem');
  expect(explicit({ AGENT_CAINFO, SENHASEGURA_CA_CERTIFICATE: '/own.pem' }, 'ca-certificate')).toBeUndefined();
});

test("the agent's certificate authority does not count in a container, which does not have its file", () => {
  expect(explicit({ AGENT_CAINFO: '/etc/of/the/agent.pem' }, 'ca-certificate')).toBeUndefined();
});
