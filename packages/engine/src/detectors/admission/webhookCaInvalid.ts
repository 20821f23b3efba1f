import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { DetectionContext, Detector } from '../Detector';
import {
  decodeBytes,
  parseCertificates,
} from '../certificates/parseCertificates';
import {
  WEBHOOK_KINDS,
  examinedConfigurations,
  gravityOf,
  webhooksOf,
} from './webhooks';

/** Time for a controller that fills in the bundle after installation. */
const GRACE = minutes(5);

export const webhookCaInvalid: Detector = {
  id: 'webhook.ca-invalid',
  title: 'Admission webhook cannot be trusted',
  tier: 'problem',
  kinds: WEBHOOK_KINDS,
  explainedBy: ['webhook.service-missing'],
  documentation: {
    speaks:
      'The `caBundle` of a webhook that calls a Service is empty, holds no certificate, or only certificates that have expired, so that the API server trusts no answer. Five minutes after the configuration was created, for many fill the bundle in afterwards.',
    silent:
      'Webhooks called by URL, and bundles with at least one valid certificate.',
    sources: [
      'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference',
    ],
  },

  examines: examinedConfigurations,

  *detect(context) {
    const judge = bundleJudge(context);
    for (const webhook of webhooksOf(context)) {
      const { configuration, name, path, declared } = webhook;
      const { caBundle = '', service } = declared.clientConfig ?? {};
      const { creationTimestamp } = configuration.metadata;
      if (!service || !olderThan(context.snapshot, creationTimestamp, GRACE))
        continue;
      const fault = judge(caBundle);
      if (!fault) continue;
      yield {
        subject: referenceTo(configuration),
        key: name,
        ...gravityOf(webhook, context),
        message: `The API server cannot trust webhook ${name}: ${fault.message}`,
        evidence: [
          field(configuration, `${path}.clientConfig.caBundle`, fault.shown),
          field(configuration, `${path}.clientConfig.service`, service),
        ],
        ...(fault.since ? { since: fault.since } : {}),
      };
    }
  },
};

interface BundleFault {
  message: string;
  /** What is shown of the bundle. */
  shown: string;
  since?: string;
}

/** Judges each bundle once, as webhooks of one maker share theirs. */
function bundleJudge({ snapshot }: DetectionContext) {
  const known = new Map<string, BundleFault | undefined>();
  const now = snapshot.capturedAt.getTime();
  return (bundle: string): BundleFault | undefined => {
    if (!known.has(bundle)) known.set(bundle, faultOf(bundle, now));
    return known.get(bundle);
  };
}

function faultOf(bundle: string, now: number): BundleFault | undefined {
  if (bundle === '') return { message: 'its caBundle is empty', shown: '' };
  const pem = decodeBytes(bundle) ?? '';
  const certificates = parseCertificates(pem);
  if (certificates.length === 0)
    return pem.includes('-----BEGIN ')
      ? undefined
      : {
          message: 'its caBundle holds no certificate',
          shown: `${bundle.length} characters without a certificate`,
        };
  const newest = certificates.reduce((a, b) =>
    b.notAfter > a.notAfter ? b : a,
  );
  if (newest.notAfter >= now) return undefined;
  const since = new Date(newest.notAfter).toISOString();
  return {
    message: `the certificates of its caBundle have expired, the last at ${since}`,
    shown: `${newest.name}, valid until ${since}`,
    since,
  };
}
