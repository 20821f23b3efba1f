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
  return [...groups.values()].flatMap(group => {
    const kept = group.slice(0, MOST);
    const more = group.length - kept.length;
    return kept.map((finding, index) =>
      more > 0 && index === MOST - 1
        ? {
            ...finding,
            message: `${finding.message}; and ${more} more like it`,
          }
        : finding,
    );
  });
}
