import { KnownKinds } from '../../snapshot/objects';
import { Situation } from '../Situation';

type Claim = KnownKinds['PersistentVolumeClaim'];

/** The claim that it is about: the subject, or the only one of the pods that suffer. */
export function claimOf(situation: Situation): Claim | undefined {
  const own = situation.object('PersistentVolumeClaim');
  if (own) return own;
  const names = new Set(
    situation.pods
      .slice(0, 1)
      .flatMap(pod => pod.spec?.volumes ?? [])
      .flatMap(each => each.persistentVolumeClaim?.claimName ?? []),
  );
  const [only] = names.size === 1 ? names : [];
  return only
    ? situation.snapshot.get('PersistentVolumeClaim', situation.namespace, only)
    : undefined;
}
