/** Who holds which credential. Until it is released, nobody else may read it. */
export interface Custodies {
  /** Takes custody; false when another authorization holds it. Taking it twice is one custody. */
  take(credential: string, holder: string): boolean;
  /** Ends a custody; false when this authorization does not hold it. */
  release(credential: string, holder: string): boolean;
  /** The custodies that are held now. */
  held(): readonly { readonly credential: string; readonly holder: string }[];
  /** Every release so far, in order; a credential can occur more than once. */
  released(): readonly { readonly credential: string; readonly holder: string }[];
}

export function makeCustodies(): Custodies {
  const holders = new Map<string, string>();
  const released: { credential: string; holder: string }[] = [];
  return {
    take(credential, holder) {
      const current = holders.get(credential);
      if (current !== undefined && current !== holder) return false;
      holders.set(credential, holder);
      return true;
    },
    release(credential, holder) {
      if (holders.get(credential) !== holder) return false;
      holders.delete(credential);
      released.push({ credential, holder });
      return true;
    },
    held: () => Array.from(holders, ([credential, holder]) => ({ credential, holder })),
    released: () => [...released],
  };
}
