import { field, referenceTo } from '../../findings/evidence';
import { detectorFamily } from '../detectorFamily';
import { outageOf } from './serviceOutage';
import {
  WEBHOOK_KINDS,
  examinedConfigurations,
  gravityOf,
  webhooksOf,
} from './webhooks';

/** Admission webhooks behind which nobody answers, told from the objects alone, before or without any refused request. */
export const unreachableWebhooks = detectorFamily({
  rows: [
    {
      id: 'webhook.service-missing',
      title: 'Admission webhook calls a Service that does not exist',
      documentation: {
        speaks:
          'An admission webhook of a configuration older than a minute names a Service that does not exist. Critical where what it covers includes new pods and `failurePolicy` is `Fail`, the default; low where failures are ignored.',
      },
    },
    {
      id: 'webhook.no-endpoints',
      title: 'Nothing answers behind an admission webhook',
      concludesFrom: ['Pod', 'EndpointSlice'],
      documentation: {
        speaks:
          'The Service that an admission webhook names lacks the port that it names (443 unless stated), or has had no ready endpoint for a minute. Critical where what it covers includes new pods and `failurePolicy` is `Fail`, the default; low where failures are ignored.',
      },
    },
  ],
  tier: 'problem',
  kinds: [...WEBHOOK_KINDS, 'Service'],
  documentation: {
    silent:
      'Webhooks called by URL, Services of type ExternalName or read in part, and pods that are still starting. A webhook whose namespace selector matches no namespace is a risk, not a problem.',
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy',
      'https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apiserver/pkg/util/proxy/proxy.go',
    ],
  },

  examines: examinedConfigurations,

  *read(context) {
    for (const webhook of webhooksOf(context)) {
      const { configuration, name, path, declared, isRequired } = webhook;
      const { service } = declared.clientConfig ?? {};
      const outage = service && outageOf(service, configuration, context);
      if (!outage) continue;
      yield {
        detector:
          outage.state === 'missing'
            ? 'webhook.service-missing'
            : 'webhook.no-endpoints',
        subject: referenceTo(configuration),
        key: name,
        ...gravityOf(webhook, context),
        message: `Webhook ${name} calls Service ${service.namespace}/${service.name}, ${outage.because}${isRequired ? ': requests that it covers are refused' : ': requests pass without it'}`,
        evidence: [
          field(configuration, `${path}.clientConfig.service`, service),
          field(
            configuration,
            `${path}.failurePolicy`,
            declared.failurePolicy ?? 'Fail',
          ),
          ...outage.evidence,
        ],
        ...(outage.since ? { since: outage.since } : {}),
      };
    }
  },
});
