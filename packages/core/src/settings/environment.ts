/** The environment variables of a process, as an adapter hands them over. The core never reads its own. */
export type Environment = Readonly<Record<string, string | undefined>>;
