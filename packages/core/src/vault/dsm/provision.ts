import { APIError, NoSuchRouteError } from '../../errors/senhasegura-error.js';
import type { Repeat } from '../../http/http-types.js';
import { isJsonArray, isJsonObject } from '../../values/json-value.js';
import { textAt, unexpectedAnswer } from '../answer-fields.js';
import { field, type FieldTable, id, name, required } from '../input/fields.js';
import { checkInput } from '../input/read-input.js';
import type { BeforeSending, Vault } from '../vault.js';
import { type DsmSecret, readDsmSecret } from './dsm-secret.js';

/** The pod that ephemeral secrets are for. */
export interface Pod {
  readonly podName: string;
  /** The deployment that the pod belongs to. */
  readonly deploy: string;
  readonly namespace: string;
}

/** A secret that was made for a pod. Give its `id` to `deprovision`. */
export interface ProvisionedSecret extends DsmSecret {
  readonly id: string;
}

const POD: FieldTable<Pod> = {
  podName: required(field('pod_name', name)),
  deploy: required(field('deploy', name)),
  namespace: required(field('namespace', name)),
};

const POD_AND_SECRET: FieldTable<Pod & { readonly secretId: string }> = {
  ...POD,
  secretId: required(field('secret_id', id)),
};

/**
 * `POST /iso/coe/dapp/provision`: makes ephemeral secrets for a pod (contract section 3). Asked once: every call makes new ones.
 * @param beforeSending told right before the request goes out, and awaited
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function provision(
  vault: Vault,
  pod: Pod,
  beforeSending?: BeforeSending,
): Promise<readonly ProvisionedSecret[]> {
  const path = '/iso/coe/dapp/provision';
  const json = checkInput('pod', pod, POD)('iso');
  const { application } = await vault.call({ method: 'POST', path, json, repeat: 'only-before-acting', beforeSending });
  const secrets = isJsonObject(application) ? application.secrets : undefined;
  if (!isJsonArray(secrets)) throw unexpectedAnswer('POST', path, 'an application with secrets');
  return secrets.filter(isJsonObject).map((secret) => {
    const secretId = textAt(secret, 'secret_id');
    if (secretId === undefined) throw unexpectedAnswer('POST', path, 'the id of a secret');
    return { id: secretId, ...readDsmSecret(secret) };
  });
}

/**
 * Takes an ephemeral secret back: `POST /iso/coe/dapp/deprovision`, which one page of the vendor calls
 * `/iso/dapp/deprovision`. Asked once: repeated, a done one would look like a wrong id.
 */
export async function deprovision(vault: Vault, pod: Pod, secretId: string): Promise<void> {
  await end(vault, pod, secretId, 'only-before-acting');
}

/**
 * Ends an account of a run, as often as it takes: of one that the vault does not know any more there is nothing left.
 * @returns whether there was one to end
 * @throws as `deprovision`
 */
export async function endAccount(vault: Vault, pod: Pod, secretId: string): Promise<boolean> {
  try {
    await end(vault, pod, secretId, 'safe');
    return true;
  } catch (error) {
    // The vault's own word for it, and not that of what stands in front of it.
    if (error instanceof APIError && error.status === 404 && error.vaultCode !== undefined) return false;
    throw error;
  }
}

async function end(vault: Vault, pod: Pod, secretId: string, repeat: Repeat): Promise<void> {
  const json = checkInput('pod', { ...pod, secretId }, POD_AND_SECRET)('iso');
  try {
    await vault.call({ method: 'POST', path: '/iso/coe/dapp/deprovision', json, repeat, acts: true });
  } catch (error) {
    if (!(error instanceof NoSuchRouteError)) throw error;
    await vault.call({ method: 'POST', path: '/iso/dapp/deprovision', json, repeat, acts: true });
  }
}
