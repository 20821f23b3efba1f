/** To one digit after the point unless stated. */
export function rounded(value: number, precision = 10): number {
  return Math.round(value * precision) / precision;
}
