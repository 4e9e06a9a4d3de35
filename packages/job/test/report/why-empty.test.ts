import { checkoutOf, whyEmpty } from '../../src/report/why-empty.js';

const GITHUB = {
  ...{ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '/event.json' },
  ...{ GITHUB_REPOSITORY: 'shop/cart', GITHUB_ACTOR: 'somebody' },
};
const pull = (repo: unknown) => () => JSON.stringify({ pull_request: { head: { repo } } });
const absent = (): string => {
  throw new Error('ENOENT');
};

test.each<[string, Readonly<Record<string, string>>, () => string, RegExp]>([
  ['a fork', GITHUB, pull({ full_name: 'other/cart' }), /fork "other\/cart"/],
  ['a fork that is gone', GITHUB, pull(null), /fork "deleted"/],
  ['a hostile name', GITHUB, pull({ full_name: 'a\n::set-env' }), /fork "a\\u\{a\}::set-env"/],
  ['the same repository', GITHUB, pull({ full_name: 'shop/cart' }), /no secret of that name.*secrets: inherit/],
  [
    'pull_request_target',
    { ...GITHUB, GITHUB_EVENT_NAME: 'pull_request_target' },
    pull({ full_name: 'o/c' }),
    /of that name/,
  ],
  [
    'Dependabot',
    { ...GITHUB, GITHUB_ACTOR: 'dependabot[bot]' },
    pull({ full_name: 'shop/cart' }),
    /secrets of Dependabot alone/,
  ],
  ['no event', { ...GITHUB, GITHUB_EVENT_NAME: 'push' }, absent, /no secret of that name/],
  ['an event that can not be read', GITHUB, absent, /no secret of that name/],
  ['an event of another form', GITHUB, () => '{"pull_request":[1]}', /no secret of that name/],
  ['GitLab, not protected', { GITLAB_CI: 'true', CI_COMMIT_REF_PROTECTED: 'false' }, absent, /is not protected/],
  ['GitLab, protected', { GITLAB_CI: 'true', CI_COMMIT_REF_PROTECTED: 'true' }, absent, /spelling.*environment scope/],
  [
    'GitLab, a fork',
    {
      GITLAB_CI: 'true',
      CI_PROJECT_ID: '9',
      CI_MERGE_REQUEST_PROJECT_ID: '7',
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '9',
    },
    absent,
    /from a fork/,
  ],
  ['Azure', { TF_BUILD: 'True' }, absent, /variable group is linked/],
  ['Azure, a fork', { TF_BUILD: 'True', SYSTEM_PULLREQUEST_ISFORK: 'True' }, absent, /from a fork/],
])('on %s', (_, environment, readEvent, sentence) => {
  expect(whyEmpty('client-secret', environment, readEvent)).toMatch(sentence);
});

test('nothing is guessed of what is no secret, nor off a host', () => {
  expect(whyEmpty('url', GITHUB, absent)).toBeUndefined();
  expect(whyEmpty('client-secret', {}, absent)).toBeUndefined();
});

test('the checkout is where the host says', () => {
  expect(checkoutOf({})).toBeUndefined();
  expect(checkoutOf({ GITHUB_WORKSPACE: '', CI_PROJECT_DIR: '/builds/shop' })).toBe('/builds/shop');
});
