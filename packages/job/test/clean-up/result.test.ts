import { reportCleanUp } from '../../src/clean-up/result.js';

test('what could not be done is a warning and is counted; all else is told', () => {
  const said: string[] = [];
  const log = {
    info: (message: string) => said.push(`info: ${message}`),
    warning: (message: string) => said.push(`warning: ${message}`),
  };
  const failures = reportCleanUp(
    [
      { kind: 'done', what: 'Removed 2 files.' },
      { kind: 'failed', what: 'A folder is left.' },
      { kind: 'left', what: 'Custody stays.' },
    ],
    log,
  );
  expect(failures).toBe(1);
  expect(said).toEqual(['info: Removed 2 files.', 'warning: A folder is left.', 'info: Custody stays.']);
});
