import { absence, field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';

/** StatefulSets whose next pod cannot get its volumes. */
export const claimClassMissing: Detector = {
  id: 'sts.claim-class-missing',
  title: 'Storage class of a claim template does not exist',
  tier: 'risk',
  kinds: ['StatefulSet', 'StorageClass', 'PersistentVolume'],
  documentation: {
    speaks:
      'A claim template of a StatefulSet names a StorageClass that does not exist: claims that it makes from now on cannot be bound.',
    silent:
      'An empty or no class name, class names that existing volumes carry, which are then bound by hand, and StatefulSets scaled to zero.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
    ],
  },

  *detect({ snapshot }) {
    const bound = new Set(
      snapshot
        .all('PersistentVolume')
        .map(volume => volume.spec?.storageClassName),
    );
    for (const set of snapshot.all('StatefulSet')) {
      const { metadata, spec } = set;
      if (metadata.deletionTimestamp || spec?.replicas === 0) continue;
      const told = new Set<string>();
      for (const [index, each] of (
        spec?.volumeClaimTemplates ?? []
      ).entries()) {
        const name = each?.spec?.storageClassName;
        if (!name || told.has(name) || bound.has(name)) continue;
        const found = snapshot.lookup('StorageClass', undefined, name);
        if (found.state !== 'absent') continue;
        told.add(name);
        yield {
          subject: referenceTo(set),
          key: name,
          severity: 'medium',
          message: `StorageClass ${name} does not exist, so that no further pod gets its volume`,
          evidence: [
            field(
              set,
              `spec.volumeClaimTemplates[${index}].spec.storageClassName`,
              name,
            ),
            absence({
              apiVersion: 'storage.k8s.io/v1',
              kind: 'StorageClass',
              name,
            }),
          ],
        };
      }
    }
  },
};
