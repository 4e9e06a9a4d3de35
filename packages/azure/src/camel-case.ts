/** A setting's name as Azure spells inputs: `client-id` → `clientId`. */
export const camelCase = (name: string): string =>
  name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
