import { Evidence, Finding, ObjectReference } from '@opsagent/engine';
import { isOfInfrastructure } from './cutToVisible';

const WORD = /[A-Za-z0-9][A-Za-z0-9.-]*/g;

/**
 * A finding about what belongs to an entity, as it may be told to somebody who may see that entity and not all others whose objects the finding names: such a Service
 * routes to pods of another team. These objects are left out, and of the texts those that name them, or what their names are made of, such as the Deployment of a pod.
 */
export function cutOthers(
  finding: Finding,
  isVisible: (object: ObjectReference) => boolean,
): Finding {
  const hidden = [
    ...finding.affected,
    ...finding.evidence.map(each => each.object),
  ].filter(each => !isVisible(each));
  if (hidden.length === 0) return finding;
  const names = new Set(hidden.map(each => each.name));
  const isFree = (text: string) =>
    !(text.match(WORD) ?? []).some(
      word => word !== finding.subject.name && isPartOf(word, names),
    );
  const { key, message, ...rest } = finding;
  return {
    ...rest,
    ...(key !== undefined && isFree(key) ? { key } : {}),
    message: isFree(message)
      ? message
      : `${finding.title}; what concerns others is left out`,
    affected: finding.affected.filter(isVisible),
    evidence: finding.evidence.filter(
      each => isTold(each, isVisible) && isFree(textOf(each)),
    ),
    symptoms: finding.symptoms.filter(each => isFree(each.message)),
  };
}

function isTold(
  evidence: Evidence,
  isVisible: (object: ObjectReference) => boolean,
) {
  return isVisible(evidence.object) || isOfInfrastructure(evidence);
}

/** What is written of an object; its own fields are for whoever may see it. */
function textOf(evidence: Evidence): string {
  return evidence.type === 'event' || evidence.type === 'log'
    ? JSON.stringify(evidence)
    : '';
}

function isPartOf(word: string, names: ReadonlySet<string>) {
  return [...names].some(name => name === word || name.startsWith(`${word}-`));
}
