/** A field of a document as it is told: its name in words, its value as text. */
export interface DocumentField {
  name: string;
  value: string;
}

/** The fields of a document that is an object in JSON and flat enough to be told as a list; undefined for any other text. */
export function documentFields(text: string): DocumentField[] | undefined {
  const document = parse(text);
  if (typeof document !== 'object' || !document || Array.isArray(document))
    return undefined;
  return Object.entries(document).map(([name, value]) => ({
    name: inWords(name),
    value: valueText(value),
  }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `objectsOfTheEntity` as “objects of the entity”. */
function inWords(name: string): string {
  return name.replace(
    /([a-z\d])([A-Z])/g,
    (_, end, begin) => `${end} ${begin.toLowerCase()}`,
  );
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ') || '–';
  if (typeof value === 'object' && value)
    return Object.entries(value)
      .map(([name, each]) => `${inWords(name)}: ${valueText(each)}`)
      .join('; ');
  return value === null || value === '' ? '–' : String(value);
}
