import { parseSelection, type Selection } from '@senhasegura-action/core/internal';
import { lineProblemOf } from '../../src/names/refused-name.js';

function lineOf(text: string): Selection {
  const reading = parseSelection(text, 1);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.ok;
}

const SETTINGS = { nameCase: 'keep', allowNames: new Set<string>() } as const;
const problem = (text: string, settings: Parameters<ReturnType<typeof lineProblemOf>>[1] = SETTINGS) =>
  lineProblemOf({ host: 'github' })(lineOf(text), settings);

test.each([
  ['dsm:a#b > PATH', 'PATH'],
  ['dsm:a#b > env:ld_preload', 'ld_preload'],
  ['dsm:a#b > path:CC', 'CC'],
  ['dsm:a#CC', 'CC'],
  ['dsm:a#HARMLESS > GITHUB_*', 'GITHUB_HARMLESS'],
  ['dsm:OPTIONS#x > NODE_{id}', 'NODE_OPTIONS'],
  ['dsm:a#KUBECONFIG', 'KUBECONFIG'],
  ['dsm:a#CONFIG > KUBE*', 'KUBECONFIG'],
  ['dsm:KUBE#x > {id}CONFIG', 'KUBECONFIG'],
])('%s is refused before anything is fetched', (line, name) => {
  expect(problem(line)).toMatch(new RegExp(`^it can't become the variable ${name}: the name is on the deny-list`, 'u'));
});

test.each([
  'dsm:a#b > DB_PASSWORD',
  'dsm:a#b > KUBECONFIG',
  'dsm:a#b > path:GOOGLE_APPLICATION_CREDENTIALS',
  'dsm:a#b > output:PATH',
  'dsm:a#b > file:PATH',
  'ssh:a > ssh-agent',
  'pam:1',
  'dsm:a#b > BUILD_NUMBER',
])('%s is not', (line) => {
  expect(problem(line)).toBeUndefined();
});

test.each(['dsm:*', 'dsm:a', 'dsm:a#* > *', 'dsm:* > {id}_*'])('of %s only the vault knows the names', (line) => {
  expect(problem(line)).toBeUndefined();
});

test('allow-names opens each', () => {
  const settings = { ...SETTINGS, allowNames: new Set(['cc']) };
  expect(problem('dsm:a#CC', settings)).toBeUndefined();
  expect(problem('dsm:a#CXX', settings)).toContain('allow-names');
});

test('a name of configuration comes with the line that may have it', () => {
  expect(problem('dsm:a#KUBECONFIG')).toContain('write it: "> KUBECONFIG"');
});

test('a name that runs code comes without one, for no line may have it', () => {
  expect(problem('dsm:a#CC')).toMatch(
    /later steps run\. Give it another name with "> NAME", or list it in allow-names\.$/,
  );
});

test('name-case counts', () => {
  expect(problem('dsm:a#p > x*', { ...SETTINGS, nameCase: 'upper' })).toBeUndefined();
  expect(problem('dsm:a#path', { ...SETTINGS, nameCase: 'upper' })).toContain('variable PATH');
});

test('sinks that a CI system has not are told first', () => {
  const refuses = lineProblemOf({ refusesSink: ({ kind }) => (kind === 'output' ? 'no outputs' : undefined) });
  expect(refuses(lineOf('dsm:a#b > output:x'), SETTINGS)).toBe('no outputs');
  expect(refuses(lineOf('dsm:a#b > CI_X'), SETTINGS)).toContain('CI_*');
});
