import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { activePods } from '../shared/pods';

type IngressClass = KnownKinds['IngressClass'];

/** What the images of controllers that run in the cluster are called, by the name that their IngressClass carries. */
const CONTROLLER_IMAGES: ReadonlyMap<string, RegExp> = new Map([
  ['k8s.io/ingress-nginx', /ingress-nginx|nginx-ingress|ingress-controller/i],
  ['nginx.org/ingress-controller', /nginx/i],
  ['traefik.io/ingress-controller', /traefik/i],
  ['projectcontour.io/ingress-controller', /contour/i],
  ['haproxy.org/ingress-controller', /haproxy/i],
  ['haproxy-ingress.github.io/controller', /haproxy/i],
  [
    'ingress-controllers.konghq.com/kong',
    /kong|kubernetes-ingress-controller/i,
  ],
]);

/** Whether pods of the controller of a class can be told from others. */
export function isKnownController({ spec }: IngressClass): boolean {
  return CONTROLLER_IMAGES.has(spec?.controller ?? '');
}

/** Pods of the controller of a class that have not finished, by their images; none for a controller that is not known. */
export function controllerPods(
  { spec }: IngressClass,
  context: DetectionContext,
): KnownKinds['Pod'][] {
  const image = CONTROLLER_IMAGES.get(spec?.controller ?? '');
  if (!image) return [];
  return [...activePods(context)].filter(pod =>
    (pod.spec?.containers ?? []).some(each => image.test(each.image ?? '')),
  );
}
