import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';

/** The newer annotation, and the one that is still honoured. */
const DEFAULT_MARKS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
] as const;

/** Clusters in which several storage classes claim to be the default. */
export const multipleDefaultClasses: Detector = {
  id: 'storage.multiple-default-class',
  title: 'Several storage classes are the default',
  tier: 'hygiene',
  kinds: ['StorageClass'],
  documentation: {
    speaks:
      'More than one StorageClass is marked as the default: claims without a class get the one that was made last, whichever that is.',
    silent: 'Classes that are being deleted.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass',
    ],
  },

  *detect({ snapshot }) {
    const defaults = snapshot
      .all('StorageClass')
      .filter(({ metadata }) => !metadata.deletionTimestamp)
      .flatMap(each => {
        const mark = DEFAULT_MARKS.find(
          name => each.metadata.annotations?.[name] === 'true',
        );
        return mark ? [{ each, mark }] : [];
      });
    if (defaults.length < 2) return;
    const names = defaults.map(({ each }) => each.metadata.name).sort();
    yield {
      subject: { kind: 'Cluster', name: snapshot.cluster },
      severity: 'low',
      message: `${names.join(' and ')} are all the default storage class; the newest is used`,
      evidence: defaults.map(({ each, mark }) =>
        field(each, `metadata.annotations[${mark}]`, 'true'),
      ),
      affected: defaults.map(({ each }) => referenceTo(each)),
    };
  },
};
