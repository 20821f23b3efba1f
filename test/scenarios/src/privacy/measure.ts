import { Redactor, TextClass } from '@opsagent/engine';
import { LookAlike } from './corpus/LookAlike';
import { Planted } from './corpus/Planted';

/** So many signs of a secret in a row are too many. */
const LONGEST_REMAINDER = 7;

/** What passed of one class, and what was planted. */
export interface ClassFigures {
  class: TextClass;
  planted: number;
  passed: readonly string[];
}

/** What was masked of one kind of harmless text, and how many there were. */
export interface KindFigures {
  kind: string;
  texts: number;
  masked: readonly string[];
}

const redactor = () => new Redactor({ key: 'the key of the corpus' });

/** How much of each class passes when everything is masked. */
export function measurePlanted(texts: readonly Planted[]): ClassFigures[] {
  const masking = redactor();
  return groupBy(texts, each => each.class).map(([textClass, group]) => ({
    class: textClass,
    planted: group.length,
    passed: group
      .filter(({ secret, within }) => isSeen(secret, shown(masking, within)))
      .map(({ title }) => title),
  }));
}

/** How many harmless texts of each kind are changed. */
export function measureLookAlikes(texts: readonly LookAlike[]): KindFigures[] {
  const masking = redactor();
  return groupBy(texts, each => each.kind).map(([kind, group]) => ({
    kind,
    texts: group.length,
    masked: group
      .map(each => ({ each, masked: shown(masking, each.text) }))
      .filter(({ each, masked }) => isHurt(each, masked))
      .map(({ masked }) => masked),
  }));
}

function isHurt({ text, keep }: LookAlike, masked: string): boolean {
  return keep
    ? keep.some(word => !masked.includes(word))
    : masked !== (typeof text === 'string' ? text : JSON.stringify(text));
}

function shown(masking: Redactor, within: unknown): string {
  return typeof within === 'string'
    ? masking.maskText(within)
    : JSON.stringify(masking.maskObject(within));
}

/** Whether a text shows a secret, or so much of it in one piece. */
function isSeen(secret: string, text: string): boolean {
  if (text.includes(secret)) return true;
  for (let at = 0; at + LONGEST_REMAINDER < secret.length; at++)
    if (text.includes(secret.slice(at, at + LONGEST_REMAINDER + 1)))
      return true;
  return false;
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}
