import { patternsCovering } from '../detectors/patternsCovering';
import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { kindKey } from '../snapshot/resources';
import { Finding } from './Finding';
import {
  ignoreAnnotationOf,
  ignoreAnnotations,
  ignorePatterns,
} from './ignoreAnnotations';

const NONE: ReadonlySet<string> = new Set();

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

/** A namespace is asked for each finding in it. */
const patternsOf = oncePerObject(
  (object: KubernetesObject): ReadonlySet<string> => {
    const ignored = ignoreAnnotationOf(object);
    return ignored ? new Set(ignorePatterns(ignored)) : NONE;
  },
);

function isNamed(detector: string, object: KubernetesObject | undefined) {
  if (!object) return false;
  const patterns = patternsOf(object);
  return (
    patterns.size > 0 &&
    patternsCovering(detector).some(each => patterns.has(each))
  );
}
