import { absence, field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { nameOf } from '../shared/sightings';
import { hasAddress, ingressClassOf, isDefaultClass } from './ingressClassOf';

type Ingress = KnownKinds['Ingress'];

const GRACE = seconds(60);
const NO_CLASS_GRACE = minutes(5);
const ADDRESS_GRACE = minutes(10);

export const ingressClasses = detectorFamily({
  rows: [
    {
      id: 'ingress.class-missing',
      title: 'Ingress class does not exist',
      documentation: {
        speaks:
          'For a minute an Ingress has named an IngressClass that does not exist. Less severe where it has an address: some controllers know their class by name alone.',
        silent:
          'Silent where only the annotation kubernetes.io/ingress.class is used, which needs no object.',
      },
    },
    {
      id: 'ingress.no-class',
      title: 'Ingress has no class',
      documentation: {
        speaks:
          'For five minutes an Ingress has named no class, by field or by annotation, and no IngressClass is the default.',
        silent: 'Silent where a controller has given it an address.',
      },
    },
    {
      id: 'ingress.no-address',
      title: 'Ingress has no address',
      documentation: {
        speaks:
          'An Ingress has no address after ten minutes, while another one of its class has.',
        silent: 'Many controllers publish no addresses at all.',
      },
      explainedBy: [
        'ingress.backend-service-missing',
        'ingress.backend-port-missing',
        'ingress.tls-secret-missing',
      ],
    },
  ],
  tier: 'problem',
  kinds: ['Ingress', 'IngressClass'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
    ],
  },

  *read(context) {
    const ingresses = context.snapshot.all('Ingress');
    const served = new Set(ingresses.filter(hasAddress).map(ingressClassOf));
    for (const ingress of ingresses) {
      if (ingress.metadata.deletionTimestamp) continue;
      const draft =
        classMissing(ingress, context) ??
        noClass(ingress, context) ??
        noAddress(ingress, served, context);
      if (draft) yield draft;
    }
  },
});

function classMissing(
  ingress: Ingress,
  { snapshot }: DetectionContext,
): FamilyDraft | undefined {
  const name = ingress.spec?.ingressClassName;
  const { creationTimestamp } = ingress.metadata;
  if (!name || !olderThan(snapshot, creationTimestamp, GRACE)) return undefined;
  if (snapshot.lookup('IngressClass', undefined, name).state !== 'absent')
    return undefined;
  // Some controllers know their class by name alone; an address shows that one of them has taken the Ingress.
  const severity = hasAddress(ingress) ? 'medium' : 'high';
  const others = snapshot.all('IngressClass').map(each => each.metadata.name);
  return {
    detector: 'ingress.class-missing',
    subject: referenceTo(ingress),
    key: name,
    severity,
    message: `${nameOf(referenceTo(ingress))} wants class "${name}", which does not exist; ${others.length > 0 ? `there is ${others.join(', ')}` : 'there is none'}`,
    evidence: [
      field(ingress, 'spec.ingressClassName', name),
      absence({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        name,
      }),
    ],
    since: creationTimestamp,
  };
}

function noClass(
  ingress: Ingress,
  { snapshot }: DetectionContext,
): FamilyDraft | undefined {
  const { creationTimestamp } = ingress.metadata;
  if (ingressClassOf(ingress) !== undefined || hasAddress(ingress))
    return undefined;
  if (!olderThan(snapshot, creationTimestamp, NO_CLASS_GRACE)) return undefined;
  if (snapshot.readState('IngressClass') !== 'complete') return undefined;
  if (snapshot.all('IngressClass').some(isDefaultClass)) return undefined;
  return {
    detector: 'ingress.no-class',
    subject: referenceTo(ingress),
    severity: 'medium',
    message: `${nameOf(referenceTo(ingress))} names no class and the cluster has no default one, so no controller takes it`,
    evidence: [
      field(ingress, 'spec.ingressClassName', undefined),
      field(ingress, 'status.loadBalancer', ingress.status?.loadBalancer),
    ],
    since: creationTimestamp,
  };
}

function noAddress(
  ingress: Ingress,
  served: ReadonlySet<string | undefined>,
  { snapshot }: DetectionContext,
): FamilyDraft | undefined {
  const { creationTimestamp } = ingress.metadata;
  const name = ingressClassOf(ingress);
  if (!name || hasAddress(ingress) || !served.has(name)) return undefined;
  if (!olderThan(snapshot, creationTimestamp, ADDRESS_GRACE)) return undefined;
  return {
    detector: 'ingress.no-address',
    subject: referenceTo(ingress),
    severity: 'medium',
    message: `${nameOf(referenceTo(ingress))} has got no address, unlike others of class ${name}`,
    evidence: [
      field(ingress, 'spec.ingressClassName', ingress.spec?.ingressClassName),
      field(ingress, 'status.loadBalancer', ingress.status?.loadBalancer),
    ],
    since: creationTimestamp,
  };
}
