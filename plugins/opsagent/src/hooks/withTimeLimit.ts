const USUAL = 30_000;

/** A signal that ends with another one, and after a time: 30 seconds unless said otherwise. */
export function withTimeLimit(
  signal: AbortSignal,
  milliseconds: number = USUAL,
): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
}
