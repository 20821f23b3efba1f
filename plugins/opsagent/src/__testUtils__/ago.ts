const MINUTE = 60_000;

/** The moment so many minutes before now. */
export const ago = (minutes: number) =>
  new Date(Date.now() - minutes * MINUTE).toISOString();
