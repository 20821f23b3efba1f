const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/**
 * Milliseconds of a duration such as `90s` or `1h30m`.
 *
 * @throws Error that quotes the text
 */
export function parseDuration(text: string): number {
  if (!/^(\d+[smhd])+$/.test(text)) {
    throw new Error(`"${text}" is not a duration such as 90s or 1h30m`);
  }
  let seconds = 0;
  for (const [, number, unit] of text.matchAll(/(\d+)([smhd])/g)) {
    seconds += Number(number) * UNITS[unit as keyof typeof UNITS];
  }
  return seconds * 1000;
}
