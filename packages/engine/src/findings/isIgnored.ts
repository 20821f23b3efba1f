import { covers } from '../detectors/covers';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { kindKey } from '../snapshot/resources';
import { Finding } from './Finding';

/**
 * The annotation by which the owner of an object, or of a namespace, says that findings are known and wanted so: ids of detectors and `area.*`, separated by commas.
 */
export const IGNORE_ANNOTATION = 'opsagent/ignore';

/** Whether the annotation of a finding's subject, or of its namespace, names the finding's detector. */
export function isIgnored(
  { detector, subject }: Pick<Finding, 'detector' | 'subject'>,
  snapshot: ClusterSnapshot,
): boolean {
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
