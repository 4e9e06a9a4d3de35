import { type LeafOfField, visitLeaves } from '../../src/masking/leaves.js';
import { collectForms, createFormSet, type LeafMask, maskForms } from '../../src/masking/mask-forms.js';

const leavesOf = (text: string) => {
  const leaves: LeafOfField[] = [];
  return { ...visitLeaves(text, (leaf) => leaves.push(leaf)), leaves };
};
const SECRET = 'fake-S3cret/Value+1';
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Structures with the secret in them, and what they hold besides that is ordinary. */
const STRUCTURES: Readonly<Record<string, readonly [text: string, ordinary: readonly string[]]>> = {
  JSON: [
    JSON.stringify({ type: 'service_account', tls: true, region: 'us-east-1', password: SECRET }),
    ['us-east-1', 'service_account', 'true'],
  ],
  'JSON, pretty': [
    JSON.stringify({ env: 'production', port: 5432, db: { host: 'db.example.com', pass: SECRET } }, null, 2),
    ['production', '5432', 'db.example.com'],
  ],
  'JSON with a byte order mark': [`\ufeff${JSON.stringify({ env: 'production', a: SECRET })}`, ['production']],
  'JSON in JSON': [
    JSON.stringify({ config: JSON.stringify({ env: 'production', inner: JSON.stringify({ a: SECRET }) }) }),
    ['production'],
  ],
  'JSON in a string of JSON': [
    JSON.stringify(JSON.stringify({ env: 'production', config: JSON.stringify({ a: SECRET }) })),
    ['production'],
  ],
  'a URL in a string of JSON': [
    ` ${JSON.stringify(`postgres://app:${encodeURIComponent(SECRET)}@db.example.com/app`)}\n`,
    ['db.example.com'],
  ],
  'JSON lines': [`${JSON.stringify({ env: 'production' })}\n${JSON.stringify({ token: SECRET })}\n`, ['production']],
  'KEY=value': [
    `# settings\nAPP_ENV=production\nDEBUG=true\nexport DB_PASSWORD="${SECRET}"\nPORT=3000 # of the app\n`,
    ['production', '3000', 'DEBUG=true', 'APP_ENV=production'],
  ],
  'one KEY=value': [`PASSWORD=${SECRET}`, []],
  'key: value': [
    `---\nenv: production\nusers:\n- name: deployer\n  user:\n    token: ${SECRET}\n`,
    ['production', 'deployer', 'users:', '---'],
  ],
  INI: [`[default]\nregion = us-east-1\naws_secret_access_key = ${SECRET}\n`, ['us-east-1', '[default]', 'default']],
  URL: [`postgres://app:${encodeURIComponent(SECRET)}@db.example.com:5432/app`, ['db.example.com', 'postgres']],
  'URL whose password nobody escaped': [`postgres://app:${SECRET}@db.example.com/app`, ['db.example.com']],
  'URL with a parameter': [
    `jdbc:postgresql://db.example.com/app?user=app&password=${encodeURIComponent(SECRET)}`,
    ['db.example.com'],
  ],
  'URL in a file': [
    `REGION=us-east-1\nDATABASE_URL=postgres://app:${encodeURIComponent(SECRET)}@db.example.com/app\n`,
    ['us-east-1'],
  ],
  'connection string': [
    `Server=db.example.com;Database=app;User Id=deployer;Password=${SECRET};`,
    ['deployer', 'db.example.com'],
  ],
  libpq: [`host=db.example.com user=deployer password=${SECRET}`, ['deployer']],
  Docker: [
    JSON.stringify({ auths: { 'registry.example.com': { auth: base64(`deployer:${SECRET}`) } } }),
    ['deployer', 'registry.example.com'],
  ],
  npm: [
    `registry=https://registry.example.com/\n//registry.example.com/:_authToken=${SECRET}\n`,
    ['https://registry.example.com/'],
  ],
  netrc: [`machine git.example.com login deployer password ${SECRET}`, ['deployer', 'git.example.com']],
  'netrc of several lines': [`machine git.example.com\n  login deployer\n  password ${SECRET}\n`, ['deployer']],
};

test.each(Object.entries(STRUCTURES))(
  '%s: the secret alone is masked, and what is ordinary is not',
  (_name, [text, ordinary]) => {
    const forms = maskForms(text, 4);
    expect(forms).toContain(SECRET);
    expect(ordinary.filter((each) => forms.includes(each))).toEqual([]);
  },
);

test.each([
  [`Server=db.example.com;Password="a;${SECRET}";User Id=deployer`, `a;${SECRET}`],
  [`Server=db.example.com; Password = 'a; "${SECRET}';User Id=deployer`, `a; "${SECRET}`],
  [`host=db.example.com password='a ${SECRET}' user=deployer`, `a ${SECRET}`],
  [`Server=db.example.com;Password=it's;Key=bo'b`, "it's"],
])('quotes keep together what separates the pairs of a connection string: %j', (text, password) => {
  const forms = maskForms(text, 4);
  expect(forms).toContain(password);
  expect(forms).not.toContain('deployer');
});

afterAll(() => {
  const rows = Object.entries(STRUCTURES).map(
    ([name, [text]]) =>
      `${name}: ${leavesOf(text)
        .leaves.map(({ path, key }) => `${path} (${key})`)
        .join(' ')}`,
  );
  process.stdout.write(`${['structures x leaves', ...rows].join('\n')}\n`);
});

test.each([
  ['a block of YAML', 3, 'user: deployer\npassphrase: |\n  correct horse\n\n  battery staple\nport: 5432\n'],
  ['a folded block', 3, 'user: deployer\nnested:\n  passphrase: >-\n    correct horse\n    battery staple\nport: 5432'],
  ['a scalar below its key', 2, 'user: deployer\npassphrase:\n  correct horse\n  battery staple\nport: 5432\n'],
  ['a list', 4, 'user: deployer\npasswords:\n- correct horse\n- battery staple\nport: 5432\n'],
  ['double quotes', 3, 'PORT=5432\nPASSPHRASE="correct horse\nbattery staple"\nUSER_NAME=deployer\n'],
  ['single quotes', 3, "PORT=5432\nexport PASSPHRASE='correct horse\r\nbattery staple';\r\nUSER_NAME=deployer\n"],
])('words over several lines under a name that says secret: %s', (_name, fields, text) => {
  const forms = maskForms(text, 4);
  const ordinary = ['deployer', '5432', 'PASSPHRASE', 'passphrase', 'user', 'USER_NAME'];
  expect(forms).toEqual(expect.arrayContaining(['correct horse', 'battery staple']));
  expect(ordinary.filter((each) => forms.includes(each))).toEqual([]);
  const words = maskForms(text.replaceAll(/pass(?:phrase|words)/gi, 'motto'), 4);
  expect(words.filter((form) => /^(?:correct horse|battery staple)$/.test(form))).toEqual([]);
  expect(visitLeaves(text, () => undefined).fields).toBe(fields);
});

describe('mask=', () => {
  const text = JSON.stringify({ env: 'production', tls: true, deep: { word: 'monkey', key: SECRET }, pin: 'abc' });
  const masked = (mask?: LeafMask) => {
    const forms = createFormSet(4);
    const masking = collectForms(text, 4, forms, mask);
    return [
      masking,
      ['production', 'true', 'monkey', SECRET, 'abc'].filter((leaf) => forms.longestFirst().includes(leaf)),
    ];
  };

  test('is left to the looks of a leaf where nothing is written', () => {
    expect(masked()).toEqual([{ kind: 'fields', masked: 1, of: 5, cut: false }, [SECRET]]);
  });

  test('all takes every leaf but words that are never masked and short ones', () => {
    expect(masked({ kind: 'all' })).toEqual([
      { kind: 'fields', masked: 3, of: 5, cut: false },
      ['production', 'monkey', SECRET],
    ]);
  });

  test('a pointer takes what lies at it and below it, and nothing else', () => {
    expect(masked({ kind: 'pointers', pointers: ['/deep/word'] })[1]).toEqual(['monkey']);
    expect(masked({ kind: 'pointers', pointers: ['/deep', '/tls'] })[1]).toEqual(['monkey', SECRET]);
    expect(masked({ kind: 'pointers', pointers: ['/dee'] })[1]).toEqual([]);
  });
});
