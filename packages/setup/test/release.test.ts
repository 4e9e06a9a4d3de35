import fc from 'fast-check';
import { readRelease } from '../src/release.js';

const SUM = 'a1'.repeat(32);
const LINUX = { platform: 'linux', arch: 'x64' };

const read = (given: Partial<Record<'version' | 'url' | 'sha256', string>>, machine = LINUX) => {
  const { version = '1.2.3', url = 'https://releases.example.com/dsm', sha256 = `linux-amd64=${SUM}` } = given;
  return readRelease((name) => ({ 'dsm-version': version, 'dsm-url': url, 'dsm-sha256': sha256 })[name], machine);
};

test('nothing is asked for where all inputs are empty', () => {
  expect(read({ version: '', url: '', sha256: '' })).toBeUndefined();
});

test.each([
  ['linux', 'x64', 'linux-amd64', 'dsm'],
  ['linux', 'arm64', 'linux-arm64', 'dsm'],
  ['darwin', 'x64', 'darwin-amd64', 'dsm'],
  ['darwin', 'arm64', 'darwin-arm64', 'dsm'],
  ['win32', 'x64', 'windows-amd64', 'dsm.exe'],
  ['win32', 'arm64', 'windows-arm64', 'dsm.exe'],
])('%s %s is %s', (platform, arch, name, program) => {
  const sha256 = `# of the vendor's page\n\n other-machine = ${'0'.repeat(64)}\n${name}=${SUM.toUpperCase()}\r\n`;
  const release = read({ url: 'https://h.example/{version}/dsm-{os}-{arch}', sha256 }, { platform, arch });
  expect(release).toMatchObject({ sha256: SUM, program, form: 'program' });
  expect(release?.url.href).toBe(`https://h.example/1.2.3/dsm-${name}`);
});

test.each([
  ['dsm.tar.gz', 'tar'],
  ['dsm.TGZ?x=.zip', 'tar'],
  ['dsm.zip', 'zip'],
  ['dsm.exe', 'program'],
])('%s is unpacked as %s', (name, form) => {
  expect(read({ url: `https://h.example/${name}` })).toMatchObject({ form });
});

test.each([
  [{ version: '' }, /dsm-version is empty/],
  [{ version: 'latest' }, /dsm-version is no full version/],
  [{ version: '1.2' }, /dsm-version is no full version/],
  [{ version: '1.2.3/../x' }, /dsm-version is no full version/],
  [{ url: '' }, /dsm-url is empty/],
  [{ url: 'http://h.example/dsm' }, /no https address/],
  [{ url: 'ftp://h.example/dsm' }, /no https address/],
  [{ url: 'https://user:fake-pass@h.example/dsm' }, /holds a user name or a password/],
  [{ url: 'https://h.example/{machine}/dsm' }, /no address/],
  [{ sha256: '' }, /has no line for this machine: add linux-amd64=/],
  [{ sha256: `linux-arm64=${SUM}` }, /has no line for this machine/],
  [{ sha256: SUM }, /has a line that is not like/],
  [{ sha256: `linux-amd64=${SUM}0` }, /has a line that is not like/],
  [{ sha256: `linux-amd64=${SUM}\nlinux-amd64=${SUM}` }, /has two lines for linux-amd64/],
])('%j is refused', (given, message) => {
  expect(() => read(given)).toThrow(message);
  expect(() => read(given)).not.toThrow(/fake-pass/);
});

test('all problems are told together', () => {
  expect(() => read({ version: 'v1', url: 'x', sha256: 'y' })).toThrow(/dsm-version.*\n.*dsm-url.*\n.*dsm-sha256/);
});

test('machines that have no release are refused', () => {
  expect(() => read({}, { platform: 'freebsd', arch: 'x64' })).toThrow(/freebsd x64/);
  expect(() => read({}, { platform: 'linux', arch: 'ia32' })).toThrow(/linux ia32/);
});

test('whatever is written, the answer is a release with a full checksum, or a refusal', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (version, url, sha256) => {
      let release: ReturnType<typeof read>;
      try {
        release = read({ version, url, sha256 });
      } catch {
        return;
      }
      if (release !== undefined) expect(release.sha256).toMatch(/^[0-9a-f]{64}$/);
    }),
  );
});
