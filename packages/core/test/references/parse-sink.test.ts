import { parseSink } from '../../src/references/parse-sink.js';
import { problemOf } from './problem-of.js';

test.each([
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
  ['pam:1 > {ID}', /no name of a variable.*"{id}"/],
  ['dsm:* > {id}', /add a "\*"/],
  ['cert:12#pfx', /a pfx is binary/],
  ['cert:12#pfx > output:pfx', /as=base64/],
  ['ssh:1 | as=base64 > ssh-agent', /"optional" is the only modifier/],
  ['ssh:1 | mask=all > ssh-agent', /"optional" is the only modifier/],
])('refuses %j', (line, problem) => {
  expect(problemOf(line)).toMatch(problem);
});

test.each([
  ['NAME', { kind: 'env', name: 'NAME' }],
  ['_n1', { kind: 'env', name: '_n1' }],
  ['{id}_*', { kind: 'env', name: '{id}_*' }],
  ['env: NAME', { kind: 'env', name: 'NAME' }],
  ['path :NAME', { kind: 'path', name: 'NAME' }],
  ['output:a-b_1', { kind: 'output', name: 'a-b_1' }],
  ['file:ab:c', { kind: 'file', path: 'ab:c' }],
  ['ssh-agent', { kind: 'ssh-agent' }],
])('reads %j', (written, sink) => {
  const reading = parseSink(written);
  expect(reading).toEqual({ ok: sink });
  expect('ok' in reading && Object.isFrozen(reading.ok)).toBe(true);
});

test.each([
  ['N | optional', 'modifiers go before the sink: SOURCE:ID | MODIFIER > SINK'],
  ['file:a\0b', 'a path holds no NUL character'],
  [':N', /^unknown sink "": /],
  ['file:~/a', /^"~" is not expanded here/],
  ['output:1a', /^"1a" is no name of an output: use letters, digits/],
  ['output:-a', /no name of an output/],
  ['a b', /no name of a variable/],
  ['a-', /no name of a variable/],
])('does not read %j', (written, problem) => {
  const reading = parseSink(written);
  expect('problem' in reading ? reading.problem : '').toMatch(problem);
});

describe('a path of a file', () => {
  test.each([
    ...['a', './a', 'a/./b', 'a/../b', 'a//../b', 'a/b/../../c', '..a', 'a/..b', 'a..', 'a.', '.a', 'a~', 'a$b'],
    ...['/../a', '\\a', 'C:\\..\\..\\a', 'c:/../a', 'ab:c', 'a b/c d', 'a/{id}/*'],
  ])('may be %j', (path) => {
    expect(parseSink(`file:${path}`)).toEqual({ ok: { kind: 'file', path } });
  });

  test.each([
    ['./../a', /below the temporary folder/],
    ['a//../../b', /below the temporary folder/],
    ['a/./../../b', /below the temporary folder/],
    ['1:/../../a', /below the temporary folder/],
    ['..', /end it with a file name/],
    ['.', /end it with a file name/],
    ['a/.', /end it with a file name/],
    ['a\\..', /end it with a file name/],
    ['a/', /add a file name after the last slash/],
    ['$a', /^"\$" is not expanded/],
    ['c:', /add a slash after the colon/],
    ['', /for instance file:config\/licence\.txt/],
  ])('may not be %j', (path, problem) => {
    const reading = parseSink(`file:${path}`);
    expect('problem' in reading ? reading.problem : '').toMatch(problem);
  });
});

test.each([
  ...['cert:1#pfx > path:P', 'cert:1#pfx > file:p', 'cert:1#pfx | as=base64 > P', 'cert:1#pem > P', 'dsm:a#pfx > P'],
  ...['ssh:1 > ssh-agent', 'ssh:1#private_key | optional > ssh-agent', 'cert:1 > output:c'],
  ...['dsm:a > A_*', 'dsm:* > output:*', 'dsm:a#* > path:*', 'pam:1#* > file:x/*', 'dsm:*', 'dsm:a', 'pam:1 > N'],
])('%s says nothing that contradicts itself', (line) => {
  expect(problemOf(line)).toBe('no problem');
});

test.each([
  ['dsm:a#private_key > ssh-agent', /private key of one SSH key/],
  ['dsm:* > ssh-agent', /private key of one SSH key/],
  ['ssh:1 | optional | nomask > ssh-agent', /"optional" is the only modifier/],
  ['dsm:a > path:N', /add a "\*"/],
  ['dsm:a > output:N', /add a "\*"/],
  ['cert:1#pfx > P', /a pfx is binary: write "> path:NAME" or "> file:PATH"/],
])('%s does', (line, problem) => {
  expect(problemOf(line)).toMatch(problem);
});
