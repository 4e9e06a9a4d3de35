import { parseSelection, parseSelections } from '../../src/references/parse-selections.js';
import type { Selection } from '../../src/references/selection.js';
import { problemOf } from './problem-of.js';

const plain = { optional: false, nomask: false, base64: false };
const item = (source: string, id: string, field: string) => ({
  kind: 'item',
  source,
  id,
  field: field === '*' ? { kind: 'every' } : { kind: 'one', name: field },
});

describe('parseSelection', () => {
  test.each([
    [
      'dsm:database-prod#password > DB_PASSWORD',
      item('dsm', 'database-prod', 'password'),
      {},
      { kind: 'env', name: 'DB_PASSWORD' },
    ],
    ['dsm:database-prod#* > DB_*', item('dsm', 'database-prod', '*'), {}, { kind: 'env', name: 'DB_*' }],
    [
      'dsm:cart/americanas/npf/cassandra#PASSWORD | optional > CASSANDRA_PASSWORD',
      item('dsm', 'cart/americanas/npf/cassandra', 'PASSWORD'),
      { optional: true },
      { kind: 'env', name: 'CASSANDRA_PASSWORD' },
    ],
    ['dsm:api-settings-prod', item('dsm', 'api-settings-prod', '*'), {}, { kind: 'field-name' }],
    ['dsm:*', { kind: 'every-secret', source: 'dsm' }, {}, { kind: 'field-name' }],
    ['jit:*', { kind: 'every-secret', source: 'jit' }, {}, { kind: 'field-name' }],
    ['jit:db#* > DB_*', item('jit', 'db', '*'), {}, { kind: 'env', name: 'DB_*' }],
    ['dsm:* > APP_*', { kind: 'every-secret', source: 'dsm' }, {}, { kind: 'env', name: 'APP_*' }],
    ['pam:123 > ROOT_PASSWORD', item('pam', '123', 'password'), {}, { kind: 'env', name: 'ROOT_PASSWORD' }],
    [
      'pam:admin@db.example.com#username | nomask > DB_ADMIN',
      item('pam', 'admin@db.example.com', 'username'),
      { nomask: true },
      { kind: 'env', name: 'DB_ADMIN' },
    ],
    ['ssh:deploy-key-prod > ssh-agent', item('ssh', 'deploy-key-prod', 'private_key'), {}, { kind: 'ssh-agent' }],
    [
      'ssh:deploy-key-prod#private_key > path:DEPLOY_KEY_FILE',
      item('ssh', 'deploy-key-prod', 'private_key'),
      {},
      { kind: 'path', name: 'DEPLOY_KEY_FILE' },
    ],
    [
      'dsm:service-account#json | json=/client/secret > output:client_secret',
      item('dsm', 'service-account', 'json'),
      { json: '/client/secret' },
      { kind: 'output', name: 'client_secret' },
    ],
    [
      'info:28 > file:config/licence.txt',
      item('info', '28', 'content'),
      {},
      { kind: 'file', path: 'config/licence.txt' },
    ],
    [
      'mysafe-password:197 > REGISTRY_PASSWORD',
      item('mysafe-password', '197', 'password'),
      {},
      { kind: 'env', name: 'REGISTRY_PASSWORD' },
    ],
    ['mysafe-note:a', item('mysafe-note', 'a', 'note'), {}, { kind: 'field-name' }],
    ['mysafe-api:b', item('mysafe-api', 'b', 'client_secret'), {}, { kind: 'field-name' }],
    ['dsm:a#b#c', item('dsm', 'a#b', 'c'), {}, { kind: 'field-name' }],
    ['dsm:a|b>c d:e.f#x y > env:N', item('dsm', 'a|b>c d:e.f', 'x y'), {}, { kind: 'env', name: 'N' }],
    ['dsm:a#b\t|\tbase64\t>\tN', item('dsm', 'a', 'b'), { base64: true }, { kind: 'env', name: 'N' }],
    ['dsm:a#b | json= > N', item('dsm', 'a', 'b'), { json: '' }, { kind: 'env', name: 'N' }],
    ['pam:1#* > file:/run/x/*.txt', item('pam', '1', '*'), {}, { kind: 'file', path: '/run/x/*.txt' }],
    ['pam:1 > file:C:\\keys\\a', item('pam', '1', 'password'), {}, { kind: 'file', path: 'C:\\keys\\a' }],
    ['pam:1 > file:a/../b', item('pam', '1', 'password'), {}, { kind: 'file', path: 'a/../b' }],
    ['dsm:* > {id}_*', { kind: 'every-secret', source: 'dsm' }, {}, { kind: 'env', name: '{id}_*' }],
    ['pam:1 > file:{id}/{id}.txt', item('pam', '1', 'password'), {}, { kind: 'file', path: '{id}/{id}.txt' }],
    ['pam:db-admin | one-time > P', item('pam', 'db-admin', 'password'), { oneTime: true }, { kind: 'env', name: 'P' }],
    ['cert:12#pfx > path:PFX', item('cert', '12', 'pfx'), {}, { kind: 'path', name: 'PFX' }],
    ['cert:12#pfx | as=base64 > PFX', item('cert', '12', 'pfx'), { as: 'base64' }, { kind: 'env', name: 'PFX' }],
    ['cert:12 > CERT', item('cert', '12', 'pem'), {}, { kind: 'env', name: 'CERT' }],
    ['dsm:a#b | mask=all > N', item('dsm', 'a', 'b'), { mask: { kind: 'all' } }, { kind: 'env', name: 'N' }],
    [
      'dsm:a#b | mask=/x | mask=/y/0 > N',
      item('dsm', 'a', 'b'),
      { mask: { kind: 'pointers', pointers: ['/x', '/y/0'] } },
      { kind: 'env', name: 'N' },
    ],
    ['dsm:a\u00a0b#c\u3000>\u2003N', item('dsm', 'a\u00a0b', 'c'), {}, { kind: 'env', name: 'N' }],
    ['dsm:cafe\u0301#re\u0301 > N', item('dsm', 'caf\u00e9', 'r\u00e9'), {}, { kind: 'env', name: 'N' }],
    ['ssh:k | optional > ssh-agent', item('ssh', 'k', 'private_key'), { optional: true }, { kind: 'ssh-agent' }],
  ])('reads %s', (text, target, modifiers, sink) => {
    expect(parseSelection(text, 3)).toEqual({
      ok: { target, modifiers: { ...plain, ...modifiers }, sink, line: 3, text },
    });
  });

  test.each([
    ['DSM:a', /did you mean "dsm"/],
    ['mysafe-pasword:1', /did you mean "mysafe-password"/],
    ['kubernetes:1', /use one of dsm, jit, pam, ssh, info, mysafe-password, mysafe-note, mysafe-api, cert/],
    ['dsm:a#b > 1N', /begin with no digit/],
    ['pam:1 > file:a\0b', /character that no name may hold/],
    ['dsm:a\u001b[31m', /character that no name may hold/],
    ['dsm:a\ud800', /character that no name may hold/],
    ['dsm:a\nb', /line end.*write "secrets: \|"/],
    ['dsm:a\u2028b', /line end/],
    ['dsm:a\u0085b', /line end/],
    ['dsm:a#b > A dsm:c#d > B', /" > " more than once.*write "secrets: \|"/],
    ['pam:1 | optional > A pam:2 > B', /" > " more than once/],
    ['dsm:a > b#x > N', /" > " more than once/],
    ['ssh:1 | one-time', /one-time is for pam alone/],
    ['dsm:* | one-time', /one-time is for pam alone/],
  ])('refuses %j', (line, problem) => {
    expect(problemOf(line)).toMatch(problem);
  });

  test('names every wrong part of one line', () => {
    expect(problemOf('dms:a | optinal > 1N')).toMatch(/unknown source.*; unknown modifier.*; .*no name of a variable/);
  });

  test('answers frozen values', () => {
    const read = parseSelection('pam:1#x | optional > file:a', 1);
    const frozen = (selection: Selection) =>
      [selection, selection.target, selection.modifiers, selection.sink].every((part) => Object.isFrozen(part));
    expect('ok' in read && frozen(read.ok)).toBe(true);
  });
});

const texts = (text: string) => parseSelections(text).selections.map(({ line, text: written }) => [line, written]);

describe('parseSelections', () => {
  test('skips blank lines and comments, keeps line numbers, and takes LF, CRLF and CR', () => {
    expect(texts('# first\r\n\r\n  pam:1 > A  \r\ndsm:x # y\n\t\n  # no\npam:2\rpam:3')).toEqual([
      [3, 'pam:1 > A'],
      [4, 'dsm:x # y'],
      [7, 'pam:2'],
      [8, 'pam:3'],
    ]);
  });

  test.each(['', '  ', '\r\n\t\n'])('reads %j as every secret', (text) => {
    const { selections, problems } = parseSelections(text);
    expect(problems).toEqual([]);
    expect(selections).toMatchObject([
      { target: { kind: 'every-secret', source: 'dsm' }, sink: { kind: 'field-name' } },
    ]);
    // Nobody wrote a line, so no message may speak of one.
    expect(selections[0]).not.toHaveProperty('line');
  });

  test('does not take comments alone for every secret', () => {
    expect(parseSelections('# pam:1\n\n# pam:2')).toEqual({
      selections: [],
      templates: [],
      problems: [expect.stringMatching(/^Every line of secrets is a comment.*dsm:\*/)],
    });
  });

  test('reports every wrong line with its number and its text, and still reads the right ones', () => {
    const { selections, problems } = parseSelections('pam:1\ndms:x\n\nnothing\npam:2');
    expect(selections.map(({ line }) => line)).toEqual([1, 5]);
    expect(problems).toEqual([
      expect.stringMatching(/^Line 2 \("dms:x"\): unknown source/),
      expect.stringMatching(/^Line 4 \("nothing"\): no source/),
    ]);
  });

  test('quotes a line so that a log shows it, and no more than 120 characters of it', () => {
    const [escaped, long] = parseSelections(`dsm:a\u001b[31m\u202e\nx${'y'.repeat(1_000_000)}`).problems;
    expect(escaped).toContain('"dsm:a\\u{1b}[31m\\u{202e}"');
    expect(long).toContain(`"x${'y'.repeat(119)}…"`);
    expect((long ?? '').length).toBeLessThan(400);
  });
});
