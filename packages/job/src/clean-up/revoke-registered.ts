import {
  type ApplicationContext,
  failureMessage,
  revokeAuthorization,
  type Vault,
} from '@senhasegura-action/core/internal';
import type { CleanUpResult } from './clean-up-step.js';

/** Deactivates the authorization that `vault` calls with: the last call of a run. */
export async function revokeRegistered(
  { application, system, environment }: ApplicationContext,
  vault: Vault,
): Promise<CleanUpResult> {
  const what = `the authorization of ${application} / ${system} / ${environment}`;
  try {
    await revokeAuthorization(vault);
    return { kind: 'done', what: `Deactivated ${what}.` };
  } catch (error) {
    return {
      kind: 'failed',
      what: `Could not deactivate ${what}: ${failureMessage(error)} Deactivate it in the console.`,
    };
  }
}
