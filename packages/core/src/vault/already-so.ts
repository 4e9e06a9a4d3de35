import { APIError } from '../errors/senhasegura-error.js';

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
