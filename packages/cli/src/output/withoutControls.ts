// Escape sequences and text direction marks in a cluster's text could rewrite what a terminal shows. Lines and tabs are for the renderer to place.
const CONTROLS =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

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
