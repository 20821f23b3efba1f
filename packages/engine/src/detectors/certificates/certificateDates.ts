import { Evidence, ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { days, minutes } from '../../snapshot/durations';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import {
  BUNDLE_KINDS,
  TLS_CERTIFICATE,
  TlsSecret,
  bundlesOf,
  tlsSecrets,
  tlsUsers,
} from './certificateSources';
import { CertificateFacts } from './parseCertificates';
import { isBeingRenewed } from './isBeingRenewed';

const SOON = days(21);
const VERY_SOON = days(3);
/** Certificates of a short life are renewed in its last fifth. */
const LAST_PART = 0.2;
const CLOCK_SKEW = minutes(5);

/** Certificates that are not valid at the time, or not for much longer. */
export const certificateDates = detectorFamily({
  rows: [
    {
      id: 'cert.expired',
      title: 'Certificate has expired',
      explainedBy: ['webhook.ca-invalid'],
      documentation: {
        speaks:
          'The server certificate of a TLS Secret, or every authority of a `caBundle`, is past its end. Hygiene where nothing uses the Secret.',
      },
    },
    {
      id: 'cert.not-yet-valid',
      title: 'Certificate is not valid yet',
      kinds: ['Secret'],
      documentation: {
        speaks:
          'The server certificate of a TLS Secret, or the last authority of a `caBundle`, becomes valid more than five minutes after the capture.',
      },
    },
    {
      id: 'cert.expiring',
      title: 'Certificate expires soon',
      tier: 'risk',
      documentation: {
        speaks:
          'The server certificate of a TLS Secret, or the last valid authority of a `caBundle`, expires within three weeks, or within the last fifth of its life if that is shorter. High within three days.',
        silent: 'Certificates that cert-manager has planned to renew.',
      },
    },
    {
      id: 'cert.malformed',
      title: 'TLS Secret holds no certificate',
      kinds: ['Secret'],
      documentation: {
        speaks:
          'The key `tls.crt` of a Secret of type kubernetes.io/tls holds something that is no certificate.',
        silent: 'Empty values, which an issuer fills in later.',
      },
    },
  ],
  tier: 'problem',
  kinds: BUNDLE_KINDS,
  concludesFrom: ['Secret', 'Ingress', 'Pod'],
  documentation: {
    silent:
      'Secrets of which only the existence or the keys were read, and old authorities beside a valid one.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets',
    ],
  },

  *read(context) {
    for (const secret of tlsSecrets(context.snapshot))
      yield* ofSecret(secret, context);
    for (const { object, path, newest } of bundlesOf(context)) {
      const shown = field(object, path, describe(newest));
      yield* judge(newest, referenceTo(object), [shown], context);
    }
  },
});

function* ofSecret(
  { secret, leaf }: TlsSecret,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const { namespace, name } = secret.metadata;
  const path = `data[${TLS_CERTIFICATE}]`;
  const users = tlsUsers(context.snapshot).get(`${namespace}/${name}`) ?? [];
  const subject = referenceTo(secret);
  if (!leaf) {
    yield {
      detector: 'cert.malformed',
      subject,
      ...(users.length > 0 ? {} : { tier: 'hygiene' as const }),
      severity: users.length > 0 ? 'high' : 'low',
      message: `Secret ${namespace}/${name} holds no certificate under ${TLS_CERTIFICATE}`,
      evidence: [field(secret, path, 'no certificate')],
    };
    return;
  }
  const shown = field(secret, path, describe(leaf));
  for (const draft of judge(leaf, subject, [shown], context)) {
    if (draft.detector === 'cert.expiring' && isBeingRenewed(secret, context))
      continue;
    const isUnused = users.length === 0 && draft.detector !== 'cert.expiring';
    yield isUnused ? { ...draft, tier: 'hygiene', severity: 'low' } : draft;
  }
}

function* judge(
  certificate: CertificateFacts,
  subject: ObjectReference,
  evidence: Evidence[],
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { name, serial, notBefore, notAfter } = certificate;
  const now = snapshot.capturedAt.getTime();
  const what = `The certificate ${name ? `of ${name} ` : ''}in ${subject.kind} ${subject.namespace ? `${subject.namespace}/` : ''}${subject.name}`;
  const base = { subject, key: serial, evidence };
  const end = new Date(notAfter).toISOString();
  if (notAfter < now) {
    yield {
      ...base,
      detector: 'cert.expired',
      severity: 'high',
      message: `${what} expired at ${end}`,
      since: end,
    };
  } else if (notBefore > now + CLOCK_SKEW) {
    yield {
      ...base,
      detector: 'cert.not-yet-valid',
      severity: 'high',
      message: `${what} is valid from ${new Date(notBefore).toISOString()} only`,
    };
  } else if (
    notAfter - now <
    Math.min(SOON, (notAfter - notBefore) * LAST_PART)
  ) {
    yield {
      ...base,
      detector: 'cert.expiring',
      severity: notAfter - now < VERY_SOON ? 'high' : 'medium',
      message: `${what} expires at ${end}`,
    };
  }
}

function describe({ name, serial, notBefore, notAfter }: CertificateFacts) {
  const [from, until] = [notBefore, notAfter].map(each =>
    new Date(each).toISOString(),
  );
  return `${name || 'a certificate'}, serial ${serial}, valid from ${from} until ${until}`;
}
