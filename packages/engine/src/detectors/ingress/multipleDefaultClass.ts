import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { Detector } from '../Detector';
import { isDefaultClass } from './ingressClassOf';

export const multipleDefaultClass: Detector = {
  id: 'ingress.multiple-default-class',
  title: 'More than one IngressClass is the default',
  tier: 'risk',
  kinds: ['IngressClass'],
  documentation: {
    speaks:
      'Two or more IngressClasses are marked as the default: an Ingress that is made without a class gets the newest of them, and older API servers refuse it.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#default-ingress-class',
    ],
  },

  *detect({ snapshot }) {
    const defaults = snapshot
      .all('IngressClass')
      .filter(each => isDefaultClass(each) && !each.metadata.deletionTimestamp)
      .sort((a, b) => a.metadata.name.localeCompare(b.metadata.name, 'en'));
    const [first] = defaults;
    if (!first || defaults.length < 2) return;
    yield {
      subject: referenceTo(first),
      severity: 'medium',
      message: `IngressClasses ${defaults.map(each => each.metadata.name).join(', ')} are all the default; an Ingress without a class gets ${newestOf(defaults)}`,
      evidence: defaults.map(each =>
        field(each, 'metadata.annotations', each.metadata.annotations),
      ),
      affected: defaults.map(referenceTo),
    };
  },
};

/** The API server goes by time of creation, then by name. */
function newestOf(classes: readonly KnownKinds['IngressClass'][]) {
  const time = ({ metadata }: KnownKinds['IngressClass']) =>
    Date.parse(metadata.creationTimestamp ?? '') || 0;
  return classes.reduce((newest, each) =>
    time(each) > time(newest) ? each : newest,
  ).metadata.name;
}
