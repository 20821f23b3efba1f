import { append } from '../append';
import { Finding } from './Finding';
import { referenceKey } from './referenceKey';

/** Nobody reads more of one kind about one object. */
const MOST = 50;

/** The first fifty findings of each detector about each subject; the last of them says how many more there are. */
export function atMostFifty(findings: Iterable<Finding>): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { detector, subject } = finding;
    append(groups, `${detector} ${referenceKey(subject)}`, finding);
  }
  return [...groups.values()].flatMap(firstOf);
}

function firstOf(group: readonly Finding[]): readonly Finding[] {
  const more = group.length - MOST;
  if (more <= 0) return group;
  const kept = group.slice(0, MOST - 1);
  const last = group[MOST - 1];
  return [
    ...kept,
    { ...last, message: `${last.message}; and ${more} more like it` },
  ];
}
