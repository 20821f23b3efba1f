import { referenceTo } from '../../findings/evidence';
import { Situation } from '../Situation';
import { pointer } from '../steps';

/** The place of an Ingress's backend in its evidence. */
export function ingressPlace(situation: Situation) {
  const ingress = situation.object('Ingress');
  const use = situation.field(/(?:\.backend|defaultBackend)$/);
  if (!ingress || !use) return undefined;
  const segments = use.path.replace(/\[(\d+)\]/g, '.$1').split('.');
  return {
    target: referenceTo(ingress),
    backend: use.value as {
      service?: { name?: string; port?: { name?: string; number?: number } };
    },
    at: (...rest: string[]) => pointer(...segments, ...rest),
  };
}
