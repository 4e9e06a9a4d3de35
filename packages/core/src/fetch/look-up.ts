import { quoteText } from '../errors/message-text.js';
import { APIError } from '../errors/senhasegura-error.js';
import { placeOf, type Selection } from '../references/selection.js';
import type { Settings } from '../settings/settings.js';
import type { Source } from '../values/secret-value.js';
import { once } from '../vault/concurrency.js';
import { type ApplicationAuthorization, ownAuthorizationFor } from '../vault/dsm/authorization.js';
import { createDsmItems } from '../vault/dsm/dsm-items.js';
import type { OpenVault } from '../vault/open-vault.js';
import { findListed, isCredentialId, listCredentials, type ListedCredential } from '../vault/pam/credential-list.js';
import { passwordChanges } from '../vault/pam/password-change.js';
import { listSshKeys, mayBeSshKey } from '../vault/pam/read-ssh-key.js';
import { type Fetched, type FetchEffects, fetchSelection } from './fetch-selections.js';
import { oneTimeRefusal } from './one-time.js';

/** What is known of a selection without taking anything. Problems are sentences with their place and advice. */
export type LookUp = { readonly selection: Selection } &
  /** A list of DSM has the values too: they are for the names of their fields, and for the masker. */
  (
    | { readonly kind: 'read'; readonly values: readonly Fetched[] }
    /** The item is on its list. Which fields it has only a read would tell. */
    | { readonly kind: 'listed' }
    /** `why`: what keeps it from being known, the end of a sentence. */
    | { readonly kind: 'unknown'; readonly why: string }
    /** Not there; the nearest that is there is named. */
    | { readonly kind: 'missing'; readonly problems: readonly string[] }
    /** There, and of no use for what was written. */
    | { readonly kind: 'refused'; readonly problems: readonly string[] }
  );

/** Sources whose items only a read can tell of. */
const NOT_LISTED: Readonly<Partial<Record<Source, string>>> = {
  info: 'protected information has no list',
  'mysafe-password': 'of MySafe nothing is asked before it is read',
  'mysafe-note': 'of MySafe nothing is asked before it is read',
  'mysafe-api': 'of MySafe nothing is asked before it is read',
  cert: 'only the download of a certificate tells',
  jit: 'to ask for an account makes it, so none is asked for',
};

const OF_ANOTHER = 'a run would first find or register the authorization of the application';

/**
 * Finds out which selections are there, in their order. Of `dsm` the list is read; of `pam` and `ssh` the list alone, which takes no
 * custody and shows no secret; of the others nothing is asked. Nothing is registered, and no warning is given.
 * @throws {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function lookUp(
  { selections, context, mappingFile }: Pick<Settings, 'selections' | 'context' | 'mappingFile'>,
  { own }: Pick<OpenVault, 'own'>,
  effects: FetchEffects,
): Promise<readonly LookUp[]> {
  const listed = selections.filter((selection) => NOT_LISTED[sourceOf(selection)] === undefined);
  const authorized = listed.length === 0 ? undefined : await authorizationOf(context, own);
  const lists = authorized === undefined ? undefined : createLists(authorized);
  return Promise.all(
    selections.map(async (selection): Promise<LookUp> => {
      const source = sourceOf(selection);
      const why = NOT_LISTED[source] ?? OF_ANOTHER;
      if (NOT_LISTED[source] !== undefined || lists === undefined) return { kind: 'unknown', selection, why };
      if (source === 'dsm') return inDsm(selection, lists.dsm, effects, mappingFile !== undefined);
      return onList(selection, lists);
    }),
  );
}

const sourceOf = ({ target }: Selection): Source => target.source;

function authorizationOf(
  context: Settings['context'],
  own: OpenVault['own'],
): Promise<ApplicationAuthorization | undefined> {
  return context === undefined ? Promise.resolve({ vault: own }) : ownAuthorizationFor(context, own);
}

/** What may be asked for, once each. */
function createLists({ vault, application }: ApplicationAuthorization) {
  const credentials = once(() => listCredentials(vault));
  return {
    dsm: createDsmItems(vault, application),
    credentials,
    keys: once(() => listSshKeys(vault, credentials)),
    changes: once(() => passwordChanges(vault)),
  };
}

type Lists = ReturnType<typeof createLists>;

/** @param isRegistering whether the run registers variables first, which can make the secret that is missing now */
async function inDsm(
  selection: Selection,
  { read, every: everySecret }: Lists['dsm'],
  effects: FetchEffects,
  isRegistering: boolean,
): Promise<LookUp> {
  const { values, missing, unreadable } = await fetchSelection(selection, { read, everySecret }, effects);
  if (missing.length > 0 && isRegistering)
    return { kind: 'unknown', selection, why: 'it is not there now, and the mapping file is registered first' };
  if (missing.length > 0) return { kind: 'missing', selection, problems: missing };
  return unreadable.length > 0
    ? { kind: 'refused', selection, problems: unreadable }
    : { kind: 'read', selection, values };
}

/** A vault can keep its list from an authorization that may read by id; what is for one job a run needs the list for. */
async function onList(selection: Selection, { credentials, keys, changes }: Lists): Promise<LookUp> {
  const { target, modifiers } = selection;
  const id = target.kind === 'item' ? target.id : '';
  const isOfKeys = sourceOf(selection) === 'ssh';
  let listed: readonly ListedCredential[];
  try {
    listed = await (isOfKeys ? keys() : credentials());
  } catch (error) {
    if (!(error instanceof APIError) || !isCredentialId(id) || modifiers.oneTime === true) throw error;
    return { kind: 'unknown', selection, why: `the list can't be had: ${error.message}` };
  }
  const found = findListed(id, listed);
  if ('problem' in found) return { kind: 'missing', selection, problems: [`${placeOf(selection)}: ${found.problem}`] };
  const called = isOfKeys ? listed.find((entry) => entry.id === found.ok) : undefined;
  // A run reads it all the same: the name of a type is the vault's to choose, and proves nothing.
  if (called !== undefined && !mayBeSshKey(called)) {
    const why = `the list calls it ${quoteText(called.type)}, and only a read tells whether it is an SSH key`;
    return { kind: 'unknown', selection, why };
  }
  const refusal = modifiers.oneTime === true ? oneTimeRefusal((await changes())(found.ok)) : undefined;
  return refusal === undefined
    ? { kind: 'listed', selection }
    : { kind: 'refused', selection, problems: [`${placeOf(selection)}: ${refusal}`] };
}
