// Escape sequences and text direction marks in a cluster's text could rewrite what a terminal shows. Lines and tabs are for the renderer to place.
const CONTROLS = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;

/** The value with every text in it freed of characters that would control a terminal. */
export function withoutControls<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(CONTROLS, '');
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [clean(key), clean(each)]),
    );
  }
  return value;
}
