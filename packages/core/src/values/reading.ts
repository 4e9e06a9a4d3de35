/** What a reader of one part of a line answers: the part, or a sentence that says what is wrong and what to do. */
export type Reading<T> = { readonly ok: T } | { readonly problem: string };
