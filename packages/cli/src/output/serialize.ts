import { Document, visit } from 'yaml';

// What is no text but steers a terminal or the direction of text, besides what JSON and YAML lay out with.
const CONTROLS = /(?![\n\r\t])[\p{Cc}\p{Cf}]/gu;

/** JSON in which every character that would control a terminal is escaped, so that it may be printed and keeps its value. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replace(CONTROLS, escapedUnits)}\n`;
}

/** YAML of the same. */
export function toYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      // Only in double quotes a character can be escaped.
      if (typeof node.value === 'string' && node.value.search(CONTROLS) >= 0)
        node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString().replace(CONTROLS, escapedPoint);
}

/** JSON knows escapes of four digits only: a character beyond them is written as its two halves. */
function escapedUnits(character: string) {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${hex(character.charCodeAt(index), 4)}`,
  ).join('');
}

function escapedPoint(character: string) {
  return `\\U${hex(character.codePointAt(0) ?? 0, 8)}`;
}

function hex(number: number, digits: number) {
  return number.toString(16).padStart(digits, '0');
}
