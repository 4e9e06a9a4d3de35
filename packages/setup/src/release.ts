/** A release of the vendor's CLI for the machine that runs this. */
export interface Release {
  /** As the user wrote it; also the version under which the tool cache keeps it. */
  readonly version: string;
  readonly url: URL;
  /** SHA-256 of what is downloaded, in lower case. */
  readonly sha256: string;
  /** How the download holds the program. */
  readonly form: 'program' | 'tar' | 'zip';
  /** `dsm`, or `dsm.exe` on Windows. */
  readonly program: string;
}

/** Names of systems and processors, as the vendor's language (Go) spells them in its releases. */
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

type Reading<T> = { readonly ok: T } | { readonly problem: string };

/**
 * What the inputs `dsm-version`, `dsm-url` and `dsm-sha256` ask for; `undefined` where all of them are empty. The checksum is
 * mandatory: a download that nothing checks would run with the job's secrets.
 * @throws {Error} every problem at once
 */
export function readRelease(
  input: (name: 'dsm-version' | 'dsm-url' | 'dsm-sha256') => string,
  { platform, arch }: { readonly platform: string; readonly arch: string },
): Release | undefined {
  const [version, address, sums] = [input('dsm-version'), input('dsm-url'), input('dsm-sha256')];
  if (version === '' && address === '' && sums === '') return undefined;
  const [os, processor] = [SYSTEMS[platform], PROCESSORS[arch]];
  if (os === undefined || processor === undefined) {
    throw new Error(`dsm can't be set up on ${platform} ${arch}: only on Linux, macOS and Windows, x64 and arm64.`);
  }
  const checkedVersion = readVersion(version);
  const url = readAddress(address, { version, os, arch: processor });
  const sha256 = readSum(sums, `${os}-${processor}`);
  if ('problem' in checkedVersion || 'problem' in url || 'problem' in sha256) {
    const problems = [checkedVersion, url, sha256].flatMap((part) => ('problem' in part ? [part.problem] : []));
    throw new Error(problems.join('\n'));
  }
  return Object.freeze({
    version: checkedVersion.ok,
    url: url.ok,
    sha256: sha256.ok,
    form: formOf(url.ok.pathname),
    program: os === 'windows' ? 'dsm.exe' : 'dsm',
  });
}

/** Exact: a range would let the server choose, and the tool cache keeps what is named by a full version only. */
function readVersion(text: string): Reading<string> {
  if (text === '') return { problem: 'input dsm-version is empty: name the version that dsm-url has, e.g. 1.2.3.' };
  if (/^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,64})?$/.test(text)) return { ok: text };
  return { problem: 'input dsm-version is no full version: write it as 1.2.3.' };
}

function readAddress(text: string, parts: Readonly<Record<'version' | 'os' | 'arch', string>>): Reading<URL> {
  if (text === '') return { problem: 'input dsm-url is empty: give the https address of a server that has dsm.' };
  const filled = text.replace(/\{(version|os|arch)\}/g, (_, name: keyof typeof parts) =>
    encodeURIComponent(parts[name]),
  );
  const url = URL.canParse(filled) ? new URL(filled) : undefined;
  if (url === undefined || /[{}]/.test(filled)) {
    return { problem: 'input dsm-url is no address: {version}, {os} and {arch} are all that is filled in.' };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      problem: 'input dsm-url holds a user name or a password: such an address ends in logs. Use a server without.',
    };
  }
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback)) return { ok: url };
  return { problem: 'input dsm-url is no https address.' };
}

/** The line of this system and processor, e.g. `linux-amd64=9f86...`. Every line is checked, also those of other machines. */
function readSum(text: string, machine: string): Reading<string> {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const sums = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => /^([a-z]+-[a-z0-9]+)\s*=\s*([0-9a-f]{64})$/i.exec(line));
  if (sums.includes(null)) {
    return { problem: 'input dsm-sha256 has a line that is not like linux-amd64=<64 hexadecimal digits>.' };
  }
  const own = sums.filter((sum) => sum?.[1]?.toLowerCase() === machine);
  const [found, another] = own;
  if (another !== undefined) return { problem: `input dsm-sha256 has two lines for ${machine}.` };
  const sum = found?.[2];
  if (sum === undefined) return { problem: `input dsm-sha256 has no line for this machine: add ${machine}=...` };
  return { ok: sum.toLowerCase() };
}

function formOf(path: string): Release['form'] {
  if (/\.(?:tar\.gz|tgz)$/i.test(path)) return 'tar';
  return /\.zip$/i.test(path) ? 'zip' : 'program';
}
