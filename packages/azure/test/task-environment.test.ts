import { inputText, jobVariables, required, taskVariable } from '../src/task-environment.js';

test('inputs and task variables are found under the names that the agent gives them', () => {
  const environment = { INPUT_CLIENTID: 'me', INPUT_URL: '', VSTS_TASKVARIABLE_LEDGER_0: 'x' };
  expect(inputText(environment, 'clientId')).toBe('me');
  expect(inputText(environment, 'url')).toBeUndefined();
  expect(inputText(environment, 'secrets')).toBeUndefined();
  expect(taskVariable(environment, 'ledger_0')).toBe('x');
});

test('variables of the job are those of the process, and the secret ones without their prefix', () => {
  expect(
    jobVariables({
      PATH: '/bin',
      SENHASEGURA_URL: 'https://h',
      VSTS_SECRET_VARIABLES: JSON.stringify([
        'senhasegura.client.secret',
        'Path',
        'System.AccessToken',
        'Agent.ProxyPassword',
        'lost',
        7,
      ]),
      SECRET_SENHASEGURA_CLIENT_SECRET: 'hush',
      SECRET_PATH: 'not this one',
      SECRET_SENHASEGURA_RETRIES: 'set by somebody who called a variable so',
      SECRET_SYSTEM_ACCESSTOKEN: 'of the service',
      SECRET_AGENT_PROXYPASSWORD: 'of the agent',
      INPUT_CLIENTSECRET: 'a',
      ENDPOINT_AUTH_1: 'b',
      SECUREFILE_TICKET_1: 'c',
      VSTS_TASKVARIABLE_LEDGER_0: 'd',
    }),
  ).toEqual({
    PATH: '/bin',
    SENHASEGURA_URL: 'https://h',
    SENHASEGURA_CLIENT_SECRET: 'hush',
    VSTS_SECRET_VARIABLES: expect.any(String) as string,
  });
});

test.each(['no list', '{}', undefined])('a list of secret variables that reads %j has none', (list) => {
  expect(jobVariables({ VSTS_SECRET_VARIABLES: list, SECRET_A: 'x' })).not.toHaveProperty('A');
});

test('a variable that is always there is missed loudly', () => {
  expect(required({ A: 'x' }, 'A')).toBe('x');
  expect(() => required({ AGENT_TEMPDIRECTORY: '' }, 'AGENT_TEMPDIRECTORY')).toThrow(/AGENT_TEMPDIRECTORY is missing/);
});
