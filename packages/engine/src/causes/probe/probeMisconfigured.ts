import { Cause } from '../Cause';
import { proof } from '../causeOfRule';

const PROVED_BY: readonly string[] = [
  'probe.port-name-unknown',
  'probe.port-number-undeclared',
  'probe.scheme-mismatch',
  'probe.exec-broken',
  'probe.grpc-unserved',
  'probe.liveness-too-tight',
];

/** Answers that speak of the question: there is no such path, or it asks for a login. With any other the application speaks of itself. */
const WRONG_QUESTION = /statuscode: (?:401|403|404|405)\b/i;

/** A probe asks for what the container does not serve. */
export const probeMisconfigured: Cause = {
  id: 'probe-misconfigured',
  title: 'A probe asks for what the container does not serve',
  explains: [...PROVED_BY, 'probe.http-status'],
  provedBy: PROVED_BY,
  touchedBy: ['probes', 'ports'],
  documentation: {
    speaks:
      'A probe names a port, a scheme, a command or a service that its container does not have, or the container answers that there is no such path or that it asks for a login.',
    silent: 'Any other answer is the application’s own word about itself.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    ],
  },

  *assess(context) {
    const { finding } = context;
    if (PROVED_BY.includes(finding.detector)) {
      yield proof(context);
      return;
    }
    const isWrong = finding.evidence.some(
      each => each.type === 'event' && WRONG_QUESTION.test(each.message),
    );
    if (!isWrong) return;
    yield {
      message: finding.message,
      evidence: finding.evidence
        .filter(each => each.type !== 'unread')
        .map(evidence =>
          evidence.type === 'event' ? { evidence, as: 'text' } : { evidence },
        ),
    };
  },
};
