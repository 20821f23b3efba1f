import { parseAllDocuments } from 'yaml';
import { DumpError } from './DumpError';
import { DumpFile } from './readDump';

/**
 * The documents of a JSON or YAML file, as plain values.
 *
 * JSON objects may follow each other without a separator, as `kubectl cluster-info dump` prints them.
 */
export function parseDocuments(file: DumpFile): unknown[] {
  return documentsIn(file).map(({ value }) => value);
}

/** A document and how many characters of its file stand before it. */
export interface LocatedDocument {
  value: unknown;
  offset: number;
}

/** Like `parseDocuments`, with the place of each. */
export function documentsIn({ path, text: raw }: DumpFile): LocatedDocument[] {
  const text = raw.replace(/^\uFEFF/, '');
  if (text.trim() === '') return [];
  return looksLikeJson(path, text)
    ? splitJson(text).map(part => ({
        value: parseJson(path, text, part),
        offset: part.offset,
      }))
    : parseYaml(path, text);
}

function looksLikeJson(path: string, text: string) {
  return path.endsWith('.json') || /^\s*[{[]/.test(text);
}

interface Part {
  text: string;
  offset: number;
}

/** Indented output closes each object with a brace that stands alone at the start of a line. */
function splitJson(text: string): Part[] {
  const parts: Part[] = [];
  let offset = 0;
  for (const boundary of text.matchAll(/^\}\s*\n(?=\{)/gm)) {
    const end = boundary.index + boundary[0].length;
    parts.push({ text: text.slice(offset, end), offset });
    offset = end;
  }
  return [...parts, { text: text.slice(offset), offset }];
}

function parseJson(path: string, whole: string, part: Part): unknown {
  try {
    return JSON.parse(part.text);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(words)?.[1] ?? part.text.length;
    const before = whole.slice(0, part.offset + Number(position)).split('\n');
    const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`;
    throw new DumpError(
      path,
      `not valid JSON at ${place}: ${words}. Write the file again, it may have been cut off, or remove it`,
    );
  }
}

function parseYaml(path: string, text: string): LocatedDocument[] {
  return parseAllDocuments(text, { logLevel: 'error' }).flatMap(document => {
    const [error] = document.errors;
    if (error) {
      const [summary] = error.message.split('\n');
      throw new DumpError(
        path,
        `not valid YAML: ${summary.replace(/:$/, '')}. Correct the file or remove it`,
      );
    }
    const value: unknown = document.toJS();
    return (value ?? null) === null
      ? []
      : [{ value, offset: document.contents?.range?.[0] ?? 0 }];
  });
}
