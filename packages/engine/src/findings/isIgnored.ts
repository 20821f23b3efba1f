import { covers } from '../detectors/covers';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { kindKey } from '../snapshot/resources';
import { Finding } from './Finding';
import { IGNORE_ANNOTATION, ignoreAnnotations } from './ignoreAnnotations';

/** Whether the annotation of a finding's subject, or of its namespace, names the finding's detector. */
export function isIgnored(
  { detector, subject }: Pick<Finding, 'detector' | 'subject'>,
  snapshot: ClusterSnapshot,
): boolean {
  if (ignoreAnnotations(snapshot).size === 0) return false;
  const { namespace, name } = subject;
  return (
    isNamed(detector, snapshot.get(kindKey(subject), namespace, name)) ||
    isNamed(detector, snapshot.get('Namespace', undefined, namespace))
  );
}

function isNamed(detector: string, object: KubernetesObject | undefined) {
  const ignored = object?.metadata.annotations?.[IGNORE_ANNOTATION];
  if (!ignored) return false;
  return ignored.split(',').some(each => covers(each.trim(), detector));
}
