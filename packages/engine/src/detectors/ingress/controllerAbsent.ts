import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { isReady } from '../shared/pods';
import { controllerPods, isKnownController } from './controllerPods';
import { hasAddress, ingressClassOf } from './ingressClassOf';

const GRACE = minutes(10);

export const controllerAbsent: Detector = {
  id: 'ingress.controller-absent',
  title: 'Ingress controller does not run',
  tier: 'problem',
  kinds: ['Ingress', 'IngressClass', 'Pod'],
  documentation: {
    speaks:
      'No pod of the controller that an IngressClass names is ready, while an Ingress of the class is older than ten minutes and none has an address.',
    silent:
      'Only controllers whose image is known are judged, and only where all pods were read.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/',
    ],
  },

  *detect(context) {
    const { snapshot } = context;
    if (snapshot.readState('Pod') !== 'complete') return;
    for (const ingressClass of snapshot.all('IngressClass')) {
      const { name, deletionTimestamp } = ingressClass.metadata;
      const controller = ingressClass.spec?.controller ?? '';
      if (!isKnownController(ingressClass) || deletionTimestamp) continue;
      const users = snapshot
        .all('Ingress')
        .filter(each => ingressClassOf(each) === name);
      const hasWaited = users.some(each =>
        olderThan(snapshot, each.metadata.creationTimestamp, GRACE),
      );
      if (!hasWaited || users.some(hasAddress)) continue;

      const pods = controllerPods(ingressClass, context);
      if (pods.some(isReady)) continue;
      yield {
        subject: referenceTo(ingressClass),
        key: controller,
        severity: 'high',
        message:
          pods.length > 0
            ? `None of the ${pods.length} pods of ${controller} is ready, and no Ingress of class ${name} has an address`
            : `No pod of ${controller} runs, and no Ingress of class ${name} has an address`,
        evidence: [
          field(ingressClass, 'spec.controller', controller),
          ...users
            .slice(0, 3)
            .map(each =>
              field(each, 'status.loadBalancer', each.status?.loadBalancer),
            ),
        ],
        affected: users.map(referenceTo),
      };
    }
  },
};
