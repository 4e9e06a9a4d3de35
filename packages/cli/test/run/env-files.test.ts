import fc from 'fast-check';
import { parseEnvFile } from '../../src/run/env-files.js';

const read = (text: string) => {
  const reading = parseEnvFile(Buffer.from(text));
  return 'ok' in reading ? Object.fromEntries(reading.ok) : reading.problems;
};

describe('parseEnvFile', () => {
  test('is the dotenv format', () => {
    const text = '# comment\nA=1\nexport B = two # comment\nC=\'x #y\'\nD="a\\nb"\nE=\nF=x#y\n';
    expect(read(text)).toEqual({ A: '1', B: 'two', C: 'x #y', D: 'a\nb', E: '', F: 'x#y' });
  });

  test('a reference keeps its field, with quotes and without', () => {
    const text =
      'A=dsm:db#password\nexport B = pam:1#username # comment\nC="dsm:db#x"\r\nD=dsm:a/b#c | base64\nE=dsm:db # none\n';
    expect(read(text)).toEqual({
      ...{ A: 'dsm:db#password', B: 'pam:1#username', C: 'dsm:db#x', D: 'dsm:a/b#c | base64', E: 'dsm:db' },
    });
  });

  test('of two lines the later counts; a line within quotes is no line', () => {
    expect(read('A=dsm:x#1\nA=dsm:x#2\n')).toEqual({ A: 'dsm:x#2' });
    expect(read('A=dsm:db#password\nB="v\nA=dsm:db#username\n"\n')).toEqual({
      ...{ A: 'dsm:db#password', B: 'v\nA=dsm:db#username\n' },
    });
    expect(read('A="1\nB=dsm:x#2\n3"\n')).toEqual({ A: '1\nB=dsm:x#2\n3' });
  });

  test('an address stays whole', () => {
    expect(read('A=ssh://host/x#y\n')).toEqual({ A: 'ssh://host/x#y' });
  });

  test('any identity and field that need no quotes come back whole', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9_./@-]{1,12}$/);
    // What begins with two slashes makes an address of the whole, such as ssh://host, and no reference.
    const id = word.filter((text) => !text.startsWith('//'));
    fc.assert(
      fc.property(id, word, (identity, field) => {
        expect(read(`X=dsm:${identity}#${field}\n`)).toEqual({ X: `dsm:${identity}#${field}` });
      }),
    );
  });

  test.each([
    ['UTF-16 of PowerShell 5.1', Buffer.from('\uFEFFA=dsm:db#x\r\n', 'utf16le'), 'UTF-16'],
    ['UTF-16, the other way round', Buffer.from('\uFEFFA=dsm:db#x\r\n', 'utf16le').swap16(), 'UTF-16'],
    ['UTF-16 without a mark', Buffer.from('A=dsm:db#x\r\n', 'utf16le'), 'UTF-16'],
    ['Latin-1', Buffer.from('A=caf\u00e9\n', 'latin1'), 'no UTF-8'],
    ['lines that assign nothing', Buffer.from('A=1\nfake-garbage\nB="fake-open\n'), 'line 2 is no comment'],
  ])('%s: an error, and never no variables', (_, bytes, problem) => {
    const reading = parseEnvFile(bytes);
    expect('problems' in reading ? reading.problems.join('; ') : 'read').toContain(problem);
    expect(JSON.stringify(reading)).not.toContain('fake');
  });

  test('UTF-8 with a byte order mark is read', () => {
    expect(read('\uFEFFA=1\n')).toEqual({ A: '1' });
  });
});
