import { isNeverMasked, isOrdinary } from '../../src/masking/ordinary.js';
import { listed } from './listed.js';

const EXAMPLES = listed('What looks ordinary');

test.each(EXAMPLES)('%s is ordinary', (text) => {
  expect(isOrdinary(text)).toBe(true);
});

test.each([...listed('What does not'), 'AKIAIOSFODNN7EXAMPLE', 'eyJhb.GciOi.abc'])('%s is not ordinary', (text) => {
  expect(isOrdinary(text)).toBe(false);
  expect(isNeverMasked(text)).toBe(false);
});

/** A text that nothing but chance makes: digits and letters without a pattern. */
const RANDOM = 'x7k2q9z8w3';

/** Texts by what they are, and others that are nearly that. */
const KINDS: Readonly<Record<string, readonly [ordinary: string, others: string]>> = {
  'a word': [
    `production|Production|PRODUCTION|日本語|ação|https|mysql|abcdfg|${'a'.repeat(20)}|rhythms`,
    `aBc|ABcd|httpss|abcdfgh|ABCDFGHA|${'a'.repeat(21)}|${RANDOM}|日本a`,
  ],
  'a word with a number': [
    'web1|web12|abcd12|WEB1|ABCD12|512mb|3rd|1234abc|12MB|1234ABC|k8s|i18n|a1b|a12bcd',
    'web123|abcde1|Web1|WEB123|ABCDE1|12abcd|12ABCD|a123b|a1bcde|ab1cd2|A1B2c3',
  ],
  'the name of a standard': [
    'sha224|SHA256|sha384|sha512|x509|oauth1|oauth2|aes128|aes192|aes256|rsa2048|rsa3072|rsa4096|hs256|es384|rs512|base64',
    'sha257|sha1000|x508|oauth3|aes257|rsa2049|fs256|hs257|xsha256|sha256x|1base64',
  ],
  words: [
    `ab cd|ab.cd|ab_cd|ab/cd|ab\\cd|ab,cd|ab:cd|ab;cd|(ab)|[ab]|'ab'|"ab"|ab-cd|port 123456|ABCD-EFGH|abcd-efgh-ijkl|AB12-CD34|AB1-CD2-EF3|ABCDEFG-ABCD-ABCD`,
    `ab+cd|ab=cd|ab!cd|ab*cd|port 1234567|123456|12 34|ABCD-EFGH-ABCD|AB12-CD34-EF56|ABCDEF-ABCDEF-ABCDEF-ABCDEF|the ${RANDOM}|${RANDOM} it is`,
  ],
  'a number': [
    '5432|-1|+1.5|99%|10 ms|10ms|12345 KiB|1.123456|123456789.1|0',
    '123456|1.1234567|1234567890.1|1.|.5|--1|12%%|1,5|x 123456789',
  ],
  'a region': [
    'us-east-1|eastus2|northcentralus2|us-central1|us-central1-f|asia-northeast1|southamerica-east1|us-city-b|europe-west12-a',
    'us-city123|us-central1-g|US-CENTRAL1|fromcity1|us-citycitycitycity1',
  ],
  'a host': [
    `db.example.com|*.example.com|db.example.com.|db.example.com:5432|DB.EXAMPLE.COM|${RANDOM}.example.com|_${RANDOM}.com|7${RANDOM}.z8w3r5q1.com|${RANDOM.toUpperCase()}.EXAMPLE.COM|${RANDOM}.com:65535`,
    `X7K2q9z8w3.example.com|${RANDOM}.z8w3r5q1.com|${RANDOM}.c|${RANDOM}-.com|-${RANDOM}.com|*${RANDOM}.com|${RANDOM}..com|x${'7k'.repeat(32)}.com`,
  ],
  'an address of the internet': [
    '10.0.0.1|10.0.0.0/8|10.0.0.1:80|10.0.0.0/24:8080|255.255.255.255|::1|fe80::1|2001:db8::1|2001:DB8:0:0:8:800:200C:417A|[::1]:8080|fe80::/10|::ffff:10.0.0.1',
    '1000.0.0.1|a1b2c3d4e5f6:1|[::1]:123456',
  ],
  'an address of mail': [
    `john.doe@example.com|john@${RANDOM}.example.com`,
    `@example.com|${RANDOM}@example.com|john@localhost|john@|john@doe@example.com`,
  ],
  'a URL': [
    `https://example.com/a/b?c=d&e=f#g|https://${RANDOM}.example.com|file:///etc/app|https://localhost:8080/|git+ssh://example.com/x-1|https://example.com/v1.2.3|https://example.com/10.0.0.1/24|https://example.com/123456|https://example.com/john%40example.com|https://example.com/a%20b|https://example.com/--/_|HTTPS://EXAMPLE.COM`,
    `https://example.com/${RANDOM}|https://example.com/?a=${RANDOM}|https://example.com/#${RANDOM}|https://${RANDOM}|https://john@example.com|1https://example.com|https:/example.com/${RANDOM}|https://example.com/1234567|https://example.com/a ${RANDOM}|see https://example.com/${RANDOM}`,
  ],
  'a path': [
    `/etc/app.conf|C:\\Users\\app|c:/Users|../a|~/.ssh/id_rsa|\\\\server\\share|my-app/x|/a/${RANDOM}.example.com|/var/123456/--/_|/|/a/v1.2.3-beta|/usr/lib:/|/.config`,
    `/${RANDOM}/a|a/${RANDOM}|C:${RANDOM}|C:\\${RANDOM}|~${RANDOM}|.../${RANDOM}|/1234567|/a b c/${RANDOM}`,
  ],
  'a date or a time': [
    '2026-01-31|20260131|2026-01-31T12:00:00Z|2026-01-31 12:00|2026-01-31T12:00:00.123456789+02:00|20260131T120000Z|2026-01-31 12:00:00,5 UTC|2026-01-31T12:00 GMT|2026-01-31t12:00-0300|12:30|1:30:15|12:30 PM|12:30am|31/01/2026|31.1.26|1/2/2026',
    '2026-1-31|2026-01-31T12|20260131T12000|2026-01-31T12:00:00.1234567890|2026-01-31T12:00:00Y|x2026-01-31|2026-01-311',
  ],
  'a version': [
    '1.2.3|v1.2|^1.2.3|~1.2|>=1.2|>= 1.2.3|<2.0|=1.0|1.x|1.2.*|1.2.3-beta.1|1.2-rc1|1.2.3.4-5',
    `1.2.3-${RANDOM}|1.2.3 ${RANDOM}|=>1.2|1.123456.1.1`,
  ],
  'an image': [
    'nginx:1.25|library/nginx:latest|registry.example.com/team/app:v1.2.3|registry.example.com:5000/app:2024|app:123456',
    `nginx:${RANDOM}|${RANDOM}:latest|app:1234567|app:latest:${RANDOM}`,
  ],
};

describe.each(Object.entries(KINDS))('%s', (_kind, [ordinary, others]) => {
  test.each(ordinary.split('|'))('%s', (text) => {
    expect(isOrdinary(text)).toBe(true);
    expect(isOrdinary(` ${text}\n`)).toBe(true);
  });

  test.each(others.split('|'))('but not %s', (text) => {
    expect(isOrdinary(text)).toBe(false);
  });
});

test.each(
  'uk uae brazil europe asia france germany japan korea india canada australia norway sweden poland italy spain qatar israel mexico chile'.split(
    ' ',
  ),
)('a region may begin with %s', (place) => {
  expect(isOrdinary(`${place}city1`)).toBe(true);
  expect(isOrdinary(`x${place}city1`)).toBe(false);
});

test.each(['us', 'eu', 'ap', 'sa', 'ca', 'me', 'af', 'il'])('or with %s- , or have a point of the compass', (place) => {
  expect([`${place}-london1`, `${place}london1`, `x${place}-london1`].map(isOrdinary)).toEqual([true, false, false]);
  for (const point of ['north', 'south', 'east', 'west', 'central']) expect(isOrdinary(`x${point}london1`)).toBe(true);
});

test('somebody before a host, and a text of more than 500 characters, are not ordinary', () => {
  expect(['https://example.com/a@b', 'https://ab@example.com', 'x://a:b@c'].map(isOrdinary)).toEqual([
    false,
    false,
    false,
  ]);
  expect(isOrdinary(`${'aa '.repeat(166)}aa`)).toBe(true);
  expect(isOrdinary(`${'aa '.repeat(166)}aaa`)).toBe(false);
});

describe('never masked', () => {
  test.each([
    ...['true', ' False\n', 'YES', 'no', 'on', 'off', 'null', 'None', '', ' '],
    ...['-----BEGIN RSA PRIVATE KEY-----', ' -----END X509 CRL----- ', `-----BEGIN ${'A'.repeat(60)}-----`],
    ...['{', '}, ', '{[()]}', '<>;:"\'`', '----', '=-=-=', '* *', '~~~', '\u2500\u2502', '!!', '//'],
  ])('%j', (text) => {
    expect(isNeverMasked(text)).toBe(true);
  });

  test.each([
    ...['truee', 'yes no', 'nil', '0', 'x{', '{x}'],
    ...[
      'x-----BEGIN A-----',
      '-----BEGIN A-----x',
      '-----BEGIN a-----',
      '-----BEGIN -----',
      '----BEGIN A----',
      `-----BEGIN ${'A'.repeat(61)}-----`,
    ],
    ...['-=+', '!@#', '--é', '\u2500\u2502-', '=1='],
  ])('but %j may be', (text) => {
    expect(isNeverMasked(text)).toBe(false);
  });
});
