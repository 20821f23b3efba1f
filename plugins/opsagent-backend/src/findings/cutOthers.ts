import {
  describeObject,
  Evidence,
  Finding,
  ObjectReference,
} from '@opsagent/engine';
import { isOfInfrastructure } from './cutToVisible';

/**
 * A finding about what belongs to an entity, as it may be told to somebody who may see that entity and not all others whose objects the finding names: such a Service
 * routes to pods of another team. When anything is left out all free text goes too: no comparison of names is certain to find what it says of the hidden object, whose
 * name may be part of a host, of a path or of that of its pods.
 */
export function cutOthers(
  finding: Finding,
  isVisible: (object: ObjectReference) => boolean,
): Finding {
  const { affected, evidence, subject, title } = finding;
  if ([...affected, ...evidence.map(each => each.object)].every(isVisible))
    return finding;
  const { key: _, ...rest } = finding;
  return {
    ...rest,
    message: `${title}: ${describeObject(subject)}; what concerns others is left out`,
    affected: affected.filter(isVisible),
    evidence: evidence.filter(
      each =>
        !isFreeText(each) &&
        (isVisible(each.object) || isOfInfrastructure(each)),
    ),
    symptoms: [],
  };
}

/** Whether evidence is what somebody wrote about an object, and not its own fields, which are for whoever may see it. */
function isFreeText({ type }: Evidence): boolean {
  return type === 'event' || type === 'log' || type === 'unread';
}
