import { isStrict } from '../../src/clean-up/settings-of-main.js';
import { EMPTY_LEDGER } from '../../src/ledger/ledger.js';
import type { Environment } from '../../../core/src/settings/setting-texts.js';
import { settingSources } from '../../../core/test/settings/create-settings.js';

describe('whether a failed clean-up fails the job', () => {
  const strict = (own: string | undefined, environment: Environment = {}, ofMain?: string) => {
    const texts = ofMain === undefined ? {} : { 'strict-cleanup': ofMain };
    const ledger = ofMain === undefined ? undefined : { ...EMPTY_LEDGER, terms: { texts, secrets: [], trust: '' } };
    return isStrict(ledger, settingSources(own === undefined ? {} : { 'strict-cleanup': own }, environment));
  };

  test('is what main decided', () => {
    expect([strict('false', {}, 'True'), strict('true', {}, 'false')]).toEqual([true, false]);
  });

  test('or, where no ledger tells, what the step says, or its environment', () => {
    const set = { SENHASEGURA_STRICT_CLEANUP: 'TRUE' };
    expect([strict('True'), strict('false', set), strict('', set), strict(undefined, set)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect([strict(undefined), strict('yes')]).toEqual([false, false]);
  });

  test('and no where the inputs are wrong, for then main has failed', () => {
    const sources = settingSources({});
    const explicit = () => {
      throw new Error('two inputs say it');
    };
    expect(isStrict(undefined, { ...sources, explicit })).toBe(false);
  });
});
