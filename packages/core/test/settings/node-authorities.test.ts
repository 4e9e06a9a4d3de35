import { readSettings } from '../../src/settings/read-settings.js';
import { type Authority, createAuthority } from '../http/support/certificates.js';
import { MINIMAL, settingSources } from './create-settings.js';
import { needs } from '../../../../test/harness/programs.js';

const { test } = needs('openssl');

let ours: Authority;
let ofNode: Authority;
let files: Readonly<Record<string, string>>;
beforeAll(() => {
  ours = createAuthority('Ours');
  ofNode = createAuthority("Node's");
  files = { '/etc/node.pem': ofNode.cert, '/etc/notes.txt': 'no certificate' };
});
afterAll(() => {
  ours.remove();
  ofNode.remove();
});

async function authorities(given: Readonly<Record<string, string>>, path: string): Promise<string | undefined> {
  const sources = settingSources({ ...MINIMAL, ...given }, { NODE_EXTRA_CA_CERTS: path }, files);
  return (await readSettings(sources)).connection.tls.extraAuthorities;
}

test("Node's own extra authorities go along with the given one", async () => {
  expect(await authorities({ 'ca-certificate': ours.cert }, '/etc/node.pem')).toBe(`${ours.cert}\n${ofNode.cert}`);
});

test('without a given one Node knows them by itself', async () => {
  expect(await authorities({}, '/etc/node.pem')).toBeUndefined();
});

test.each(['', '/etc/missing.pem', '/etc/notes.txt'])(
  'a file %j without any is passed over, as Node does',
  async (path) => {
    expect(await authorities({ 'ca-certificate': ours.cert }, path)).toBe(ours.cert);
  },
);
