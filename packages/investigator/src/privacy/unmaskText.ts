import { Mask } from './Privacy';

/** A text of a model in clear. In JSON the names are put into its strings, so that it stays JSON whatever they contain. */
export function unmaskText(text: string, { unmask }: Pick<Mask, 'unmask'>) {
  const clear = unmask(text);
  if (clear === text) return text;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return clear;
  }
  return JSON.stringify(unmaskJson(json, unmask));
}

function unmaskJson(value: unknown, unmask: Mask['unmask']): unknown {
  if (typeof value === 'string') return unmask(value);
  if (Array.isArray(value)) return value.map(each => unmaskJson(each, unmask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, unmaskJson(each, unmask)]),
  );
}
