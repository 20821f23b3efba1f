import { CauseHypothesis, ObjectReference } from '@opsagent/engine';
import { IncidentCase } from '../IncidentCase';
import { namesWord } from '../ledger/namesWord';

/**
 * Whether a hypothesis of the rules is about an object: its own subject, what the findings that prove it are about or affect, what its evidence
 * shows, what its words name, or what a model has shown of it. Who agrees with it may hold another of these to be the one to change, such as the Secret and not the
 * Deployment that misses it.
 */
export function isAbout(
  rule: CauseHypothesis,
  subject: ObjectReference,
  {
    findings,
    shown,
  }: Pick<IncidentCase, 'findings'> & { shown: readonly ObjectReference[] },
): boolean {
  const proving = findings.filter(({ id }) => rule.findings.includes(id));
  const objects: readonly ObjectReference[] = [
    rule.subject,
    ...proving.flatMap(each => [each.subject, ...each.affected]),
    ...rule.evidence.map(({ object }) => object),
    ...shown,
  ];
  const words = [rule.title, rule.message ?? ''].join('\n');
  return (
    objects.some(each => nameOf(each) === nameOf(subject)) ||
    (namesWord(words, subject.kind) && namesWord(words, subject.name))
  );
}

/** A model may leave the group of a kind away. */
function nameOf({ kind, name, namespace }: ObjectReference): string {
  return JSON.stringify([kind.split('.')[0], namespace ?? '', name]);
}
