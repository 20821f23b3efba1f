import { utf8ToBytes } from '@noble/hashes/utils';
import { field, referenceTo } from '../../findings/evidence';
import { hours, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { isSystemNamespace } from '../shared/namespaces';
import { nameOf } from '../shared/sightings';

const ROWS = [
  {
    id: 'config.configmap-too-large',
    title: 'ConfigMap comes close to the size limit',
    documentation: {
      speaks:
        'A ConfigMap takes more than 900 KiB of the 1 MiB that it may have, so that a change may soon be refused.',
      sources: [
        'https://kubernetes.io/docs/concepts/configuration/configmap/#motivation',
      ],
    },
  },
  {
    id: 'config.configmap-empty',
    title: 'ConfigMap is empty',
    documentation: {
      speaks: 'A ConfigMap has held no data for more than an hour.',
      silent: 'Locks of leader elections.',
      sources: ['https://kubernetes.io/docs/concepts/configuration/configmap/'],
    },
  },
] as const;

/** The API server refuses objects above 1 MiB; a write that adds a little must still pass. */
const LARGE_BYTES = 900 * 1024;

/** ConfigMaps that are nearly too large to be written again, or that hold nothing. */
export const configMapSize = detectorFamily({
  rows: ROWS,
  tier: 'hygiene',
  kinds: ['ConfigMap'],
  documentation: {
    silent: 'ConfigMaps that have an owner, and namespaces of the system.',
  },
  *read(context) {
    if (!context.snapshot.hasContents('ConfigMap')) return;
    for (const configMap of context.snapshot.all('ConfigMap')) {
      const { namespace, deletionTimestamp } = configMap.metadata;
      if (deletionTimestamp || isSystemNamespace(namespace)) continue;
      if ((configMap.metadata.ownerReferences ?? []).length > 0) continue;
      const draft = tooLarge(configMap) ?? empty(configMap, context);
      if (draft) yield draft;
    }
  },
});

function tooLarge(configMap: KnownKinds['ConfigMap']): FamilyDraft | undefined {
  const text = JSON.stringify(configMap);
  // A character takes at most three bytes in UTF-8 per UTF-16 unit: most objects need no exact count.
  if (text.length * 3 <= LARGE_BYTES) return undefined;
  const bytes = utf8ToBytes(text).length;
  if (bytes <= LARGE_BYTES) return undefined;
  const subject = referenceTo(configMap);
  return {
    detector: 'config.configmap-too-large',
    subject,
    severity: 'low',
    message: `${nameOf(subject)} takes ${Math.round(bytes / 1024)} KiB of the 1024 KiB that an object may have`,
    evidence: [
      field(configMap, 'data', Object.keys(configMap.data ?? {}).sort()),
    ],
  };
}

function empty(
  configMap: KnownKinds['ConfigMap'],
  { snapshot }: DetectionContext,
): FamilyDraft | undefined {
  const { creationTimestamp, annotations = {} } = configMap.metadata;
  const entries =
    Object.keys(configMap.data ?? {}).length +
    Object.keys(configMap.binaryData ?? {}).length;
  if (entries > 0 || !olderThan(snapshot, creationTimestamp, hours(1)))
    return undefined;
  const isLock = Object.keys(annotations).some(
    each => each.endsWith('/leader') || each.includes('lock'),
  );
  if (isLock) return undefined;
  const subject = referenceTo(configMap);
  return {
    detector: 'config.configmap-empty',
    subject,
    severity: 'info',
    message: `${nameOf(subject)} holds no data`,
    evidence: [field(configMap, 'data', configMap.data)],
    since: creationTimestamp,
  };
}
