import { connectionLeaves } from '../../src/masking/connection-leaves.js';

/** `/path (key) text` */
const told = (text: string, key = '') =>
  connectionLeaves(key, text).map(({ path, key: own, text: value }) => `${path} (${own}) ${value}`);
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');

describe('a URL', () => {
  test.each([
    ['postgres://app:fake-pw@db.example.com:5432/app', ['/password (password) fake-pw']],
    [' \tpostgres://app:fake-pw@db.example.com/app\n', ['/password (password) fake-pw']],
    ['jdbc:postgresql://app:fake-pw@db/app', ['/password (password) fake-pw']],
    ['git+ssh2.x-y://u:fake-pw@h', ['/password (password) fake-pw']],
    ['amqp://u:p%40w@h', ['/password (password) p%40w', '/password (password) p@w']],
    ['redis://:fake-pw@h', ['/password (password) fake-pw']],
    ['x://u:a:b@h', ['/password (password) a:b']],
    ['x://u:a@b@h/c@d', ['/password (password) a@b']],
    ['https://fake-token@github.com/', ['/user (user) fake-token']],
    ['https://fake%2Btoken@github.com/', ['/user (user) fake%2Btoken', '/user (user) fake+token']],
    ['x://u:%zz@h', ['/password (password) %zz']],
  ])('%j has its password', (text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });

  test.each([
    ['x://app:pa/ss@db/app', ['/password (password) pa/ss']],
    ['x://app:pa?ss@db', ['/password (password) pa?ss']],
    ['x://app:pa#ss@db', ['/password (password) pa#ss']],
    ['x://app:pa ss@db', ['/password (password) pa ss']],
    ['x://app:1a/b@c@db', ['/password (password) 1a/b@c']],
  ])('%j has a password in which nobody escaped what ends a host', (text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });

  test.each([
    'https://example.com/a',
    'https://example.com:8080/a@b',
    'https://example.com:/a@b',
    'https://example.com/a@b:c',
    'https://example.com?a@b',
    'https://example.com:x/a',
    '1x://u:fake-pw@h',
    'x:/u:fake-pw@h',
    'u:fake-pw@h',
    'see x://u:fake-pw@h',
    'note a:b x://u:fake-pw@h',
    'mailto:a@b',
  ])('%j has none', (text) => {
    expect(told(text)).toEqual([]);
  });

  test.each([
    ['jdbc:x://h/app?user=a&password=p%40w', ['/password (password) p%40w', '/password (password) p@w']],
    ['jdbc:sqlserver://h:1433;user=a;password=fake-pw;encrypt=true', ['/password (password) fake-pw']],
    ['https://h/#access_token=a', []],
    ['https://h/?a=b#access_token=fake-t', ['/access_token (access_token) fake-t']],
    ['https://h/?sig=fake&sv=2020&token=', ['/sig (sig) fake']],
    ['https://h/?password', []],
    ['x://?password=fake-pw', ['/password (password) fake-pw']],
    ['https://h/?=x', []],
    ['https://h/?a/token=b', ['/a~1token (a/token) b']],
    ['https://u:fake-pw@h/?token=fake-t', ['/password (password) fake-pw', '/token (token) fake-t']],
  ])('%j has parameters whose names say that they are secret', (text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });
});

describe('a connection string', () => {
  test.each([
    ['Server=db;Password=fake-pw', ['/Password (Password) fake-pw']],
    ['Server=db;Password=fake-pw;', ['/Password (Password) fake-pw']],
    ['Server=db;; Password = fake-pw ;User Id=a', ['/Password (Password) fake-pw']],
    ['AccountName=a;AccountKey=ab+/c==;EndpointSuffix=x', ['/AccountKey (AccountKey) ab+/c==']],
    ['Server=db; ;Password=fake-pw', ['/Password (Password) fake-pw']],
    ['Server=db;Password=a"b"', ['/Password (Password) a"b"']],
    ['Server=db;Password="a"b', ['/Password (Password) "a"b']],
    ['Server=db;Password=', []],
    ['Server=db;Password=""', []],
    ['Server=db;Password="a;b=c";User Id=x', ['/Password (Password) a;b=c']],
    ["Server=db;Password = 'a;\"b';User Id=x", ['/Password (Password) a;"b']],
    ["Server=db;Password=it's;User Id=x", ["/Password (Password) it's"]],
    ['Server=db;Password="a\';User Id=x', ['/Password (Password) "a\'']],
    ['host=db user=a password=fake-pw', ['/password (password) fake-pw']],
    ["host=db password='a b' user=x", ['/password (password) a b']],
    ['host=db password="a b" user=x', ['/password (password) a b']],
    ['a.b-c_d=1;client secret=fake', ['/client secret (client secret) fake']],
  ])('%j has what its names say', (text, leaves) => {
    expect(told(text)).toEqual(leaves);
  });

  test.each([
    'Password=fake-pw',
    'Password=fake-pw;',
    'Password=fake-pw;and more',
    '1=2;Password=fake-pw',
    '=x;Password=fake-pw',
    'Server=db;Pass/word=fake-pw',
    'the password=fake-pw',
    '',
    ';',
  ])('%j is none', (text) => {
    expect(told(text)).toEqual([]);
  });
});

describe('a user and a password in base64', () => {
  test.each([
    ['auth', base64('app:fake-pw')],
    ['_auth', `${base64('app:fake-pw1')}\n`],
    ['Authorization', `Basic ${base64('app:fake-pw22')}`],
    ['proxyAUTH', `Basic  ${base64('a:fake-pw')}`],
  ])('under %s is found', (key, text) => {
    expect(told(text, key)).toEqual([expect.stringMatching(/^\/password \(password\) fake-pw\d*$/)]);
  });

  test('may have colons in the password, or none at all', () => {
    expect(told(base64('a:b:c'), 'auth')).toEqual(['/password (password) b:c']);
    expect(told(base64(':abc'), 'auth')).toEqual(['/password (password) abc']);
    expect(told(base64('abc:'), 'auth')).toEqual(['/password (password) ']);
  });

  test.each([
    ['another name', 'data', base64('app:fake-pw')],
    ['no colon', 'auth', base64('app-fake-pw')],
    ['a control character', 'auth', base64('app:fake\x00pw')],
    ['what is no UTF-8', 'auth', base64(Uint8Array.from([0x61, 0x3a, 0xff, 0xfe]))],
    ['another scheme', 'auth', `Bearer ${base64('app:fake-pw')}`],
    ['text behind it', 'auth', `${base64('app:fake-pw')} x`],
    ['padding alone', 'auth', 'YTo==='],
    ['too little', 'auth', 'YTo'],
  ])('is not with %s', (_, key, text) => {
    expect(told(text, key)).toEqual([]);
  });
});

test('several lines, and texts above sixteen kibibytes, are no address', () => {
  const url = (length: number) => `x://u:${'p'.repeat(length - 8)}@h`;
  expect(told(url(16 * 1024))).toHaveLength(1);
  expect(told(url(16 * 1024 + 1))).toEqual([]);
  for (const end of ['\n', '\r', '\r\n']) {
    expect(told(`x://u:fake-pw@h${end}`)).toHaveLength(1);
    expect(told(`x://u:fake-pw@h${end}more`)).toEqual([]);
  }
});
