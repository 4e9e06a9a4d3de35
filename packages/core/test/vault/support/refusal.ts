import { SenhaseguraError } from '../../../src/errors/senhasegura-error.js';
import { failureOf } from '../../http/support/client.js';

/** What a refusal by the vault has to be: the code of the vault, and what to do now. */
export interface Refusal {
  readonly status: number;
  readonly vaultCode?: number;
  readonly advice: RegExp;
}

export const READ_ONLY: Refusal = {
  status: 403,
  vaultCode: 1,
  advice: /The authorization lacks the permission.*Check the authorization/,
};

/** Expects that work is refused by the vault, and that the message says what to do and quotes nothing that was sent. */
export async function expectRefusal(work: Promise<unknown>, { status, vaultCode, advice }: Refusal): Promise<void> {
  const failure = await failureOf(work);
  expect(failure).toBeInstanceOf(SenhaseguraError);
  expect(failure).toMatchObject({ code: 'APIError', status, vaultCode });
  expect(failure.message).toMatch(advice);
  expect(failure.message).not.toContain('fake-');
}
