import { NoSuchRouteError, APIError } from '../errors/senhasegura-error.js';
import type { JsonObject } from '../values/json-value.js';
import type { Field } from '../values/secret-value.js';
import { fieldText } from './answer-fields.js';

/** What the vault tells of a DSM secret besides its values, in its own words. */
export interface ItemDetails {
  readonly version?: string | undefined;
  /** Contract section 1 has the forms that dates come in. */
  readonly expirationDate?: string | undefined;
}

/** What a source knows of one id. Each `why` is a sentence for the user, with advice. */
export type ItemReading =
  | ({
      readonly kind: 'found';
      readonly fields: readonly Field[];
      /** A sentence that the user has to be told. */
      readonly notice?: string;
    } & ItemDetails)
  | { readonly kind: 'missing'; readonly why: string }
  /** It is there, and yet can't be taken: no matter for `optional`. */
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Reads the items of one source. The same id is asked for once a run.
 * @param field the only field that is wanted; `undefined` for all
 */
export type ReadItem = (id: string, field?: string) => Promise<ItemReading>;

/** One secret of `dsm:*`. */
export interface IdentifiedItem extends ItemDetails {
  readonly id: string;
  readonly fields: readonly Field[];
}

/** The fields of one object of an answer, in its order; those that are `null` are left out. */
export function itemFields(item: JsonObject): readonly Field[] {
  const fields: Field[] = [];
  for (const [name, value] of Object.entries(item)) {
    const text = fieldText(value);
    if (text !== undefined) fields.push({ name, value: text });
  }
  return fields;
}

/** Credential, SSH key, information, MySafe item not found (contract section 1). */
const NOT_FOUND = new Set([1005, 1007, 1015, 1023]);

/** A failed read as "missing" where the vault says that there is no such item; any other failure is thrown again. */
export function missingOr(error: unknown): ItemReading {
  if (error instanceof APIError && !(error instanceof NoSuchRouteError)) {
    const byCode = error.vaultCode !== undefined && NOT_FOUND.has(error.vaultCode);
    if (byCode || (error.vaultCode === undefined && error.status === 404))
      return { kind: 'missing', why: error.message };
  }
  throw error;
}

/** Inactive or already active (1017), information inactive (1024), SSH key already active (1045): contract section 1. */
const ALREADY = new Set([1017, 1024, 1045]);

/**
 * Does what brings an item into a state, so that doing it twice is as good as once.
 * @returns whether there was anything to do; `false` where the vault says that the item was in that state already
 */
export async function unlessAlreadySo(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof APIError && error.vaultCode !== undefined && ALREADY.has(error.vaultCode)) return false;
    throw error;
  }
}
