import { deleteProjectVariables } from '../../src/publish/project-variables.js';
import { recordedEffects } from '../../../core/test/http/support/client.js';
import { serve, stopServers } from '../../../core/test/http/support/servers.js';

const TOKEN = 'fake-gitlab-token';

afterEach(stopServers);

/** A GitLab that answers with a status for each variable, 404 for all others. */
async function gitLab(statuses: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const { port } = await serve((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${String(request.headers['private-token'])}`);
    response.writeHead(statuses[request.url?.split('/').at(-1) ?? ''] ?? 404).end('{"message":"a-body"}');
  });
  return { asked, api: `http://127.0.0.1:${port}/api/v4` };
}

function partsFor(environment: Readonly<Record<string, string>>) {
  const effects = recordedEffects();
  const { log, messages, secrets } = effects;
  const onSecret = (value: string): void => {
    effects.onSecret(value);
  };
  const readTextFile = () => Promise.reject(new Error('no file'));
  return { parts: { wantedBy: 'the-option', environment, readTextFile, log, onSecret }, messages, secrets };
}

const project = (api: string) => ({ GITLAB_ACCESS_TOKEN: TOKEN, CI_PROJECT_ID: 'group/app', CI_API_V4_URL: api });

test('asks for each variable with the token, which is masked, and tells what came of it', async () => {
  const { asked, api } = await gitLab({ ONE: 204, TWO: 403, THREE: 409, 'A%2FB': 200 });
  const { parts, messages, secrets } = partsFor(project(api));
  await deleteProjectVariables(['ONE', 'TWO', 'GONE', 'THREE', 'A/B'], parts);
  expect(asked).toEqual(
    ['ONE', 'TWO', 'GONE', 'THREE', 'A%2FB'].map(
      (name) => `DELETE /api/v4/projects/group%2Fapp/variables/${name} ${TOKEN}`,
    ),
  );
  expect(messages).toEqual([
    "warning: The project's variable TWO was not deleted (GitLab answered 403). GITLAB_ACCESS_TOKEN needs the scope api and the role Maintainer in this project.",
    "warning: The project's variable THREE was not deleted (GitLab answered 409). Several environments have one of that name: delete them in the project's settings.",
    "info: Deleted from the project's CI/CD variables: ONE, A/B.",
  ]);
  expect(secrets).toEqual([TOKEN]);
});

test.each([
  ['a missing token', { GITLAB_ACCESS_TOKEN: '' }, 'GITLAB_ACCESS_TOKEN must be set for the-option'],
  ['an address without TLS', { CI_API_V4_URL: 'http://gitlab.example.com/api/v4' }, 'CI_API_V4_URL'],
  ['an authority that can not be read', { CI_SERVER_TLS_CA_FILE: '/nowhere.pem' }, 'not deleted'],
])('%s is a warning, and nobody is asked', async (_, change, expected) => {
  const { asked, api } = await gitLab({});
  const { parts, messages } = partsFor({ ...project(api), ...change });
  await deleteProjectVariables(['ONE'], parts);
  expect(messages).toEqual([expect.stringContaining(expected)]);
  expect(messages.join('')).toMatch(/^warning: /);
  expect(asked).toEqual([]);
});

test('without a name nothing is done and nothing is said', async () => {
  const { parts, messages } = partsFor({});
  await deleteProjectVariables([], parts);
  expect(messages).toEqual([]);
});
