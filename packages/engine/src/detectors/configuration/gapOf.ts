import { Evidence, ObjectReference } from '../../findings/Finding';
import { absence, field, unread } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { nameOf } from '../shared/sightings';
import { isOnItsWay } from './isOnItsWay';
import { KubeletWord, confirmsMissing } from './kubeletSays';
import { ConfigReference } from './references';

/** Something that a reference names and that does not exist. */
export interface Gap {
  part: 'object' | 'key';
  message: string;
  evidence: Evidence[];
}

/** What is missing of a reference, as far as the snapshot or else the kubelet can tell. */
export function gapOf(
  pod: KnownKinds['Pod'],
  reference: ConfigReference,
  words: readonly KubeletWord[],
  context: DetectionContext,
): Gap | undefined {
  const { snapshot } = context;
  const { namespace } = pod.metadata;
  const { kind, name, key } = reference;
  const found = snapshot.lookup(kind, namespace, name);
  if (found.state === 'present' && key === undefined) return undefined;
  const object: ObjectReference = {
    apiVersion: 'v1',
    kind,
    ...(namespace ? { namespace } : {}),
    name,
  };
  const missing = `${nameOf(object)} does not exist`;

  if (found.state === 'absent') {
    if (isOnItsWay(pod, reference, context)) return undefined;
    const said = confirmsMissing(reference, 'object', words);
    return {
      part: 'object',
      message: missing,
      evidence: [absence(object), ...evidenceOf(said)],
    };
  }
  if (found.state === 'unknown') {
    const said = confirmsMissing(reference, 'object', words);
    if (said)
      return {
        part: 'object',
        message: `${missing}, as the kubelet says`,
        evidence: [said.evidence, unread(object, found.reason)],
      };
  }
  if (key === undefined) return undefined;

  const isListed = found.state === 'present' && snapshot.hasContents(kind);
  const keys = isListed ? keysOf(found.object) : [];
  if (keys.includes(key)) return undefined;
  const saidOfKey = confirmsMissing(reference, 'key', words);
  const lacks = `${nameOf(object)} has no key "${key}"`;
  if (isListed)
    return {
      part: 'key',
      message: lacks,
      evidence: [
        absence(object, `key "${key}"`),
        field(found.object, 'data', keys),
        ...evidenceOf(saidOfKey),
      ],
    };
  if (!saidOfKey) return undefined;
  return {
    part: 'key',
    message: `${lacks}, as the kubelet says`,
    evidence: [
      saidOfKey.evidence,
      unread(object, found.state === 'unknown' ? found.reason : 'complete'),
    ],
  };
}

function evidenceOf(word: KubeletWord | undefined): Evidence[] {
  return word ? [word.evidence] : [];
}

/** Only names of keys: contents never become evidence. */
function keysOf(object: KnownKinds['ConfigMap'] | KnownKinds['Secret']) {
  const { data = {}, binaryData = {} } = object as KnownKinds['ConfigMap'];
  return [...Object.keys(data ?? {}), ...Object.keys(binaryData ?? {})].sort();
}
