import { covers } from '../detectors/covers';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
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
  const home = snapshot.get('Namespace', undefined, namespace);
  return [snapshot.get(kindKey(subject), namespace, name), home].some(object =>
    (object?.metadata.annotations?.[IGNORE_ANNOTATION] ?? '')
      .split(',')
      .map(each => each.trim())
      .some(each => covers(each, detector)),
  );
}
