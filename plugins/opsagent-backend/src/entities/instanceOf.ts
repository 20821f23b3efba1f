import { kindKey } from '@opsagent/engine';
import type { KubernetesObject } from '@opsagent/engine';

const ARGO_INSTANCE = 'argocd.argoproj.io/instance';
const ARGO_TRACKING = 'argocd.argoproj.io/tracking-id';
const HELM_RELEASE = 'meta.helm.sh/release-name';
const INSTANCE = 'app.kubernetes.io/instance';

/** How a snapshot files the applications of Argo CD. */
export const APPLICATION = 'Application.argoproj.io';

/** What an object was deployed with. */
export interface Instance {
  /** The Argo CD application; with its namespace before it, `team_shop`, when that is not Argo CD's own. */
  application?: string;
  /** The Helm release. */
  release?: string;
}

/**
 * Reads what Argo CD and Helm write on the objects that they deploy. Both may use the label `app.kubernetes.io/instance`: it names an application only where neither has
 * written anything of its own.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
 */
export function instanceOf(object: KubernetesObject): Instance {
  const { annotations = {}, labels = {}, name } = object.metadata;
  const release = annotations[HELM_RELEASE];
  const application =
    kindKey(object) === APPLICATION
      ? name
      : (trackedBy(object) ?? labels[ARGO_INSTANCE]);
  return {
    application: application ?? (release ? undefined : labels[INSTANCE]),
    release: release ?? labels[INSTANCE],
  };
}

/**
 * The application in a tracking annotation, `shop:apps/Deployment:shop/cart`. Controllers copy annotations to what they make, and people copy manifests: an annotation that
 * names another object says nothing of this one.
 */
function trackedBy({ apiVersion, kind, metadata }: KubernetesObject) {
  const { annotations, name, namespace } = metadata;
  const [application, groupAndKind, object] =
    annotations?.[ARGO_TRACKING]?.split(':') ?? [];
  const group = apiVersion?.includes('/') ? apiVersion.split('/')[0] : '';
  const isItself =
    groupAndKind === `${group}/${kind}` &&
    (namespace
      ? object === `${namespace}/${name}`
      : object?.endsWith(`/${name}`));
  return isItself ? application : undefined;
}
