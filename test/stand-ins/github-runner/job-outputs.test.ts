import { jobOutputs } from './job-outputs.js';
import { createSecretMasker } from './secret-masker.js';

test('leaves out what is empty and, with a warning, what masking would change', () => {
  const masker = createSecretMasker();
  masker.addValue('fake-secret');
  const evaluated = { plain: 'true', empty: '', secret: 'a fake-secret', encoded: btoa('fake-secret') };
  expect(jobOutputs(evaluated, masker.mask)).toEqual({
    outputs: new Map([['plain', 'true']]),
    skipped: ['secret', 'encoded'],
  });
});
