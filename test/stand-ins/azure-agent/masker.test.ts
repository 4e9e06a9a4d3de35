import { createAgentMasker } from './masker.js';

describe('the masker of the agent', () => {
  test('covers a value as it is, in JSON, in an address and with its backslashes taken', () => {
    const masker = createAgentMasker();
    masker.addValue('a b\\\\c"d');
    expect(masker.mask('a b\\\\c"d')).toBe('***');
    expect(masker.mask('a b\\\\\\\\c\\"d')).toBe('***');
    expect(masker.mask('a%20b%5C%5Cc%22d')).toBe('***');
    expect(masker.mask('a b\\c"d')).toBe('***');
  });

  test('covers no base64 of what a step sets, and that of what came with the job', () => {
    const masker = createAgentMasker();
    const base64 = Buffer.from('set by a step').toString('base64');
    masker.addValue('set by a step');
    expect(masker.mask(base64)).toBe(base64);
    masker.addSecretOfJob('set by a step');
    expect(masker.mask(base64)).toBe('***');
  });

  test('covers what came with the job without quotes and white space, and escaped as in a command', () => {
    const masker = createAgentMasker();
    masker.addSecretOfJob('"quoted%\nvalue" ');
    masker.addSecretOfJob("'inner'");
    expect(masker.mask('inner')).toBe('***');
    expect(masker.mask('"quoted%\nvalue"')).toBe('***');
    expect(masker.mask('"quoted%AZP25%0Avalue"')).toBe('***');
  });

  test('has no shortest length', () => {
    const masker = createAgentMasker();
    masker.addValue('a');
    expect(masker.mask('banana')).toBe('b***n***n***');
  });

  test('covers passwords in addresses', () => {
    expect(createAgentMasker().mask('https://user:pass%40word@host/')).toBe('https://user:***@host/');
  });
});
