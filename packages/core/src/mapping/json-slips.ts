import { quoteText } from '../errors/quote-text.js';

/** What `JSON.parse` does not tell, or tells only along with the text itself. */
export interface JsonSlips {
  /** The line of the first mistake, where the text is no JSON; the first line is 1. */
  readonly badLine?: number;
  /** A sentence for each name that one object has twice with different values. */
  readonly duplicates: readonly string[];
}

export async function jsonSlips(text: string): Promise<JsonSlips> {
  const { parse } = await import('lossless-json');
  const duplicates: string[] = [];
  try {
    parse(text, undefined, {
      onDuplicateKey: ({ key, position, newValue }) => {
        duplicates.push(`line ${lineAt(text, position)}: ${quoteText(key)} is there twice. Keep one of them.`);
        return newValue;
      },
    });
    return { duplicates };
  } catch (error) {
    // The message quotes the text: nothing but the position is taken from it.
    const position = error instanceof SyntaxError ? /position (\d{1,9})/.exec(error.message)?.[1] : undefined;
    return position === undefined ? { duplicates } : { duplicates, badLine: lineAt(text, Number(position)) };
  }
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
