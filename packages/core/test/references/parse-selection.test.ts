import fc from 'fast-check';
import { parseSelection } from '../../src/references/parse-selection.js';
import type { Selection } from '../../src/references/selection.js';
import { anySelection } from './arbitrary-selection.js';

const plain = { optional: false, nomask: false, base64: false };
const item = (source: string, id: string, field: string) => ({
  kind: 'item',
  source,
  id,
  field: field === '*' ? { kind: 'every' } : { kind: 'one', name: field },
});
const problemOf = (line: string): string => {
  const read = parseSelection(line, 1);
  return 'problem' in read ? read.problem : 'no problem';
};

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
    ['dsm:*', { kind: 'every-secret' }, {}, { kind: 'field-name' }],
    ['dsm:* > APP_*', { kind: 'every-secret' }, {}, { kind: 'env', name: 'APP_*' }],
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
    ['dsm:a > b#x > N', item('dsm', 'a > b', 'x'), {}, { kind: 'env', name: 'N' }],
    ['dsm:a|b>c d:e.f#x y > env:N', item('dsm', 'a|b>c d:e.f', 'x y'), {}, { kind: 'env', name: 'N' }],
    ['dsm:a#b\t|\tbase64\t>\tN', item('dsm', 'a', 'b'), { base64: true }, { kind: 'env', name: 'N' }],
    ['dsm:a#b | json= > N', item('dsm', 'a', 'b'), { json: '' }, { kind: 'env', name: 'N' }],
    ['pam:1#* > file:/run/x/*.txt', item('pam', '1', '*'), {}, { kind: 'file', path: '/run/x/*.txt' }],
    ['pam:1 > file:C:\\keys\\a', item('pam', '1', 'password'), {}, { kind: 'file', path: 'C:\\keys\\a' }],
    ['pam:1 > file:a/../b', item('pam', '1', 'password'), {}, { kind: 'file', path: 'a/../b' }],
    ['ssh:k | optional > ssh-agent', item('ssh', 'k', 'private_key'), { optional: true }, { kind: 'ssh-agent' }],
  ])('reads %s', (text, target, modifiers, sink) => {
    expect(parseSelection(text, 3)).toEqual({
      ok: { target, modifiers: { ...plain, ...modifiers }, sink, line: 3, text },
    });
  });

  test.each([
    ['dms:a', /unknown source "dms": did you mean "dsm"\?/],
    ['DSM:a', /did you mean "dsm"/],
    ['mysafe-pasword:1', /did you mean "mysafe-password"/],
    ['kubernetes:1', /use one of dsm, pam, ssh, info, mysafe-password, mysafe-note, mysafe-api/],
    ['database-prod', /no source before "database-prod"/],
    ['dsm:', /nothing names the secret/],
    ['dsm:#x', /nothing names the secret/],
    ['dsm:x#', /no field follows/],
    ['dsm:*#x', /leave the field out/],
    ['dsm:*#*', /leave the field out/],
    ['pam:*', /only for dsm/],
    ['pam:..', /can't be the id/],
    ['dsm:a#b >NAME', /space on both sides/],
    ['dsm:a#b> NAME', /space on both sides/],
    ['dsm:a#b |optional', /space on both sides/],
    ['dsm:a#b >', /space on both sides/],
    ['> NAME', /no source before/],
    ['dsm:a > #x > NAME', /space on both sides/],
    ['dsm:a#b | > NAME', /modifier is missing/],
    ['dsm:a#b | | nomask > NAME', /modifier is missing/],
    ['dsm:a#b > NAME | optional', /modifiers go before the sink/],
    ['dsm:a#b | optinal > N', /unknown modifier "optinal": did you mean "optional"/],
    ['dsm:a#b | nomask | nomask > N', /nomask is written twice/],
    ['dsm:a#b | json=/a | json=/b > N', /json is written twice/],
    ['dsm:a#b | json > N', /json needs a pointer/],
    ['dsm:a#b | json=a > N', /no JSON pointer/],
    ['dsm:a#b | json=/a~2 > N', /RFC 6901/],
    ['dsm:a#b > 1N', /begin with no digit/],
    ['dsm:a#b > my-name', /no name of a variable/],
    ['dsm:a#b > env:', /name of a variable is missing/],
    ['dsm:a#b > path:a b', /no name of a variable/],
    ['dsm:a#b > output:a.b', /no name of an output/],
    ['dsm:a#b > output:', /name of an output is missing/],
    ['dsm:a#b > files:x', /unknown sink "files": did you mean "file"/],
    ['dsm:a > NAME', /add a "\*"/],
    ['dsm:* > NAME', /add a "\*"/],
    ['pam:1#* > file:x', /add a "\*"/],
    ['dsm:a > A_*_*', /one "\*" at most/],
    ['dsm:a > file:*/*', /one "\*" at most/],
    ['dsm:a > output:*-*', /one "\*" at most/],
    ['pam:1 > ssh-agent', /private key of one SSH key/],
    ['ssh:1#* > ssh-agent', /private key of one SSH key/],
    ['ssh:1#password > ssh-agent', /private key of one SSH key/],
    ['ssh:1 | base64 > ssh-agent', /"optional" is the only modifier/],
    ['ssh:1 | nomask > ssh-agent', /"optional" is the only modifier/],
    ['ssh:1 > ssh-agent:x', /write ssh-agent alone/],
    ['pam:1 > file:', /needs a path/],
    ['pam:1 > file:a/', /names a folder/],
    ['pam:1 > file:a\\', /names a folder/],
    ['pam:1 > file:..', /names a folder/],
    ['pam:1 > file:a/..', /names a folder/],
    ['pam:1 > file:../a', /below the temporary folder/],
    ['pam:1 > file:a/../../a/b', /below the temporary folder/],
    ['pam:1 > file:a\\..\\..\\b', /below the temporary folder/],
    ['pam:1 > file:~/.netrc', /not expanded/],
    ['pam:1 > file:$HOME/.netrc', /not expanded/],
    ['pam:1 > file:c:x', /slash after the colon/],
    ['pam:1 > file:a\0b', /character that no name may hold/],
    ['dsm:a\u001b[31m', /character that no name may hold/],
    ['dsm:a\ud800', /character that no name may hold/],
    ['dsm:a\nb', /character that no name may hold/],
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

  test('spaces and tabs around the marks and the order of modifiers mean nothing', () => {
    const space = fc.constantFrom(' ', '  ', '\t', ' \t');
    fc.assert(
      fc.property(anySelection, space, space, fc.boolean(), ({ target, modifiers, sink }, left, right, turned) => {
        const reference =
          target.kind === 'every-secret'
            ? 'dsm:*'
            : `${target.source}:${target.id}#${target.field.kind === 'every' ? '*' : target.field.name}`;
        const flags = (['optional', 'nomask', 'base64'] as const).filter((flag) => modifiers[flag]);
        const words: string[] = modifiers.json === undefined ? flags : [...flags, `json=${modifiers.json}`];
        const ordered = turned ? words.toReversed() : words;
        const place = {
          'field-name': [],
          env: ['env:'],
          output: ['output:'],
          path: ['path:'],
          file: ['file:'],
          'ssh-agent': [],
        }[sink.kind];
        const rest = 'name' in sink ? sink.name : 'path' in sink ? sink.path : '';
        const line =
          [reference, ...ordered].join(`${left}|${right}`) +
          place.map((kind) => `${left}>${right}${kind}${rest}`).join('');
        expect(parseSelection(left + line + right, 1)).toEqual({
          ok: { target, modifiers, sink, line: 1, text: line },
        });
      }),
    );
  });

  test('never throws', () => {
    const pieces = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(' > ', ' | ', '#', 'dsm:', 'file:', '*')),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const read = parseSelection(parts.join(''), 1);
        expect('ok' in read || read.problem.length > 0).toBe(true);
      }),
    );
  });
});
