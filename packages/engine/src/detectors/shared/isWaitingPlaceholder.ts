import { KnownKinds } from '../../snapshot/objects';

/**
 * Whether a pod waits for a node and has a negative priority: it gives way to every ordinary pod, as those do that only keep room for others.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/node-overprovisioning/
 */
export function isWaitingPlaceholder({
  spec,
}: Pick<KnownKinds['Pod'], 'spec'>): boolean {
  return !spec?.nodeName && (spec?.priority ?? 0) < 0;
}
