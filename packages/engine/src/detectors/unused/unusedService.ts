import { field, referenceTo } from '../../findings/evidence';
import { formatSelector } from '../../graph/labels';
import { Detector } from '../Detector';
import { UNUSED_SILENT, USING_KINDS, mayBeUnused } from './candidates';
import { UsageIndex } from './UsageIndex';

/** Services that lead nowhere and that nobody calls. */
export const unusedService: Detector = {
  id: 'unused.service',
  title: 'Nobody uses the Service',
  tier: 'hygiene',
  kinds: [
    'Service',
    ...USING_KINDS,
    'MutatingWebhookConfiguration',
    'ValidatingWebhookConfiguration',
    'APIService',
  ],
  explainedBy: ['service.selector-matches-nothing'],
  documentation: {
    speaks:
      'The selector of a Service matches no pod and no pod template, and nothing else mentions it: no Ingress, route, webhook, aggregated API, StatefulSet, variable or argument.',
    silent: `${UNUSED_SILENT} Services without a selector and of type ExternalName.`,
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/',
    ],
  },
  *detect({ snapshot, graph }) {
    const usage = UsageIndex.of(snapshot);
    for (const service of snapshot.all('Service')) {
      const { metadata, spec } = service;
      const { namespace, name } = metadata;
      const selector = spec?.selector ?? {};
      if (Object.keys(selector).length === 0) continue;
      if (spec?.type === 'ExternalName') continue;
      if (graph.podsSelectedBy(service).length > 0) continue;
      if (graph.workloadsStamping(namespace, selector).length > 0) continue;
      if (!mayBeUnused(service, snapshot)) continue;
      if (usage.isSpokenOf(name)) continue;
      yield {
        subject: referenceTo(service),
        severity: 'low',
        message: `No pod and no template carries ${formatSelector(selector)}, and nothing mentions the Service`,
        evidence: [field(service, 'spec.selector', selector)],
      };
    }
  },
};
