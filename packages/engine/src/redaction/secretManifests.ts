import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';

const KIND = /^([ \t]*(?:- )?)kind: ["']?Secret["']?[ \t]*$/gm;
const DATA = /^([ \t]*)(?:data|stringData):[ \t]*\n/gm;
const ENTRY = /^([ \t]+)[\w.-]{1,253}:[ \t]+["']?([^\s"'|>][^\n"']{0,8000})/dgm;
const JSON_SECRET =
  /"kind"\s{0,4}:\s{0,4}"Secret"[^]{0,2000}?"(?:data|stringData)"\s{0,4}:\s{0,4}\{([^{}]{1,20000})\}|"(?:data|stringData)"\s{0,4}:\s{0,4}\{([^{}]{1,20000})\}[^{}]{0,2000}"kind"\s{0,4}:\s{0,4}"Secret"/dg;
const JSON_VALUE = /:\s{0,4}"([^"]{1,8000})"/dg;

/** Finds the values of Secrets whose manifest stands in a text. */
export function findSecretManifests(text: string, spans: Span[]): void {
  if (!text.includes('Secret')) return;
  if (KIND.test(text)) findInYaml(text, spans);
  KIND.lastIndex = 0;
  if (text.includes('"Secret"'))
    for (const { indices } of text.matchAll(JSON_SECRET)) {
      const [start, end] = indices?.[1] ?? indices?.[2] ?? [0, 0];
      pushAll(text, text.slice(start, end), start, JSON_VALUE, 1, spans);
    }
}

function findInYaml(text: string, spans: Span[]) {
  let start = 0;
  for (const document of text.split(/^(?=---)/m)) {
    if (/^[ \t]*(?:- )?kind: ["']?Secret["']?[ \t]*$/m.test(document))
      for (const match of document.matchAll(DATA)) {
        const at = match.index + match[0].length;
        const block = indentedMoreThan(match[1].length, document.slice(at));
        pushAll(text, block, start + at, ENTRY, 2, spans);
      }
    start += document.length;
  }
}

/** The lines at the beginning that are indented by more than so many spaces. */
function indentedMoreThan(indent: number, text: string): string {
  const end = text.search(new RegExp(`^[ \\t]{0,${indent}}\\S`, 'm'));
  return end < 0 ? text : text.slice(0, end);
}

function pushAll(
  text: string,
  block: string,
  offset: number,
  pattern: RegExp,
  group: number,
  spans: Span[],
) {
  for (const { indices } of block.matchAll(pattern)) {
    const range = indices?.[group];
    if (!range) continue;
    const [start, end] = range.map(each => each + offset);
    if (!isPseudonym(text.slice(start, end)))
      spans.push({ start, end, class: 'credential' });
  }
}
