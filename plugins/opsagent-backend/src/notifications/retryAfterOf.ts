/** Milliseconds for which an answer asks to wait; undefined when it does not, or in no form that HTTP knows. */
export function retryAfterOf(headers: Headers, now: Date): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now.getTime());
}
