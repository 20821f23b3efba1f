import { KubernetesObject } from '../snapshot/objects';

interface Mark {
  in: 'labels' | 'annotations';
  key: string;
  /** Only this value counts; any unless given. */
  value?: string;
  /** What such an object is written by; `value` is the mark's own. */
  words(value: string): string;
}

/**
 * Marks by which delivery tools and operators know the objects that they write; the first that is found tells.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 * @see https://helm.sh/docs/topics/kubernetes_apis/
 */
const MARKS: readonly Mark[] = [
  {
    in: 'annotations',
    key: 'argocd.argoproj.io/tracking-id',
    words: value => `Argo CD application ${value.split(':')[0]}`,
  },
  {
    in: 'labels',
    key: 'argocd.argoproj.io/instance',
    words: value => `Argo CD application ${value}`,
  },
  {
    in: 'labels',
    key: 'kustomize.toolkit.fluxcd.io/name',
    words: value => `Flux Kustomization ${value}`,
  },
  {
    in: 'labels',
    key: 'helm.toolkit.fluxcd.io/name',
    words: value => `Flux HelmRelease ${value}`,
  },
  {
    in: 'annotations',
    key: 'configmanagement.gke.io/managed',
    value: 'enabled',
    words: () => 'Config Sync',
  },
  {
    in: 'annotations',
    key: 'objectset.rio.cattle.io/id',
    words: () => 'Fleet',
  },
  {
    in: 'labels',
    key: 'kapp.k14s.io/app',
    words: () => 'kapp',
  },
  {
    in: 'annotations',
    key: 'meta.helm.sh/release-name',
    words: value => `Helm release ${value}`,
  },
  {
    in: 'labels',
    key: 'app.kubernetes.io/managed-by',
    value: 'Helm',
    words: () => 'a Helm release',
  },
  {
    in: 'labels',
    key: 'olm.owner',
    words: value => `the operator ${value}`,
  },
  {
    in: 'labels',
    key: 'addonmanager.kubernetes.io/mode',
    value: 'Reconcile',
    words: () => 'the add-on manager',
  },
];

/** Names under which delivery tools write, as the API server records them; a tool may leave no other mark. */
const MANAGERS: readonly (readonly [RegExp, words: string])[] = [
  [/^argocd-/, 'Argo CD'],
  [/^kustomize-controller$/, 'Flux'],
  [/^helm-controller$/, 'Flux'],
  [/^helm$/i, 'a Helm release'],
  [/^pulumi/i, 'Pulumi'],
  [/^terraform/i, 'Terraform'],
  [/^fleetagent$/, 'Fleet'],
];

/** Kinds whose pods and parts are written by controllers of Kubernetes itself: to change those is to change their owner, which is the target already. */
const BUILT_IN_GROUPS: readonly string[] = ['', 'apps', 'batch'];

/** Who else writes an object, so that a change of it is undone or differs from its source; undefined when nothing shows that anybody does. */
export function writerOf({
  metadata,
}: Pick<KubernetesObject, 'metadata'>): string | undefined {
  for (const mark of MARKS) {
    const value = metadata[mark.in]?.[mark.key];
    if (value && (!mark.value || mark.value === value))
      return mark.words(value);
  }
  const tool = (metadata.managedFields ?? [])
    .filter(({ subresource }) => subresource !== 'status')
    .map(({ manager = '' }) =>
      MANAGERS.find(([pattern]) => pattern.test(manager)),
    )
    .find(each => each !== undefined);
  if (tool) return tool[1];
  const owner = metadata.ownerReferences?.find(each => each.controller);
  const [group] = owner?.apiVersion?.includes('/')
    ? owner.apiVersion.split('/')
    : [''];
  return owner && !BUILT_IN_GROUPS.includes(group)
    ? `the controller of ${owner.kind} ${owner.name}`
    : undefined;
}
