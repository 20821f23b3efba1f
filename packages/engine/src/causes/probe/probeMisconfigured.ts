import { nameOf } from '../../detectors/shared/sightings';
import { logEvidence } from '../../findings/evidence';
import { Cause, CauseContext, HypothesisDraft } from '../Cause';
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
  explains: [
    ...PROVED_BY,
    'probe.http-status',
    'probe.connection-refused',
    'pod.startup-probe-failing',
  ],
  provedBy: PROVED_BY,
  touchedBy: ['probes', 'ports'],
  documentation: {
    speaks:
      'A probe names a port, a scheme, a command or a service that its container does not have, the container answers that there is no such path or that it asks for a login, or the startup probe ended a program that was still at work.',
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
    const interrupted = interruptedStart(context);
    if (interrupted) {
      yield interrupted;
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

const TOLD_TO_END =
  /SIGTERM|signal: terminated|shutting down|graceful(?:ly)? (?:shutdown|stop)/i;

/** The startup probe ended a program that says nothing of a fault: it was still at work when it was told to end. */
function interruptedStart({
  finding,
  failures,
}: CauseContext): HypothesisDraft | undefined {
  const killed = finding.evidence.find(
    each => each.type === 'event' && /failed startup probe/i.test(each.message),
  );
  const failure = failures.find(
    ({ source, matches, lines }) =>
      source === 'log' &&
      matches.length === 0 &&
      lines.slice(-20).some(each => TOLD_TO_END.test(each)),
  );
  if (!killed || !failure) return undefined;
  const { container, lines } = failure;
  return {
    message: `The startup probe ended container ${container.name} of ${nameOf(finding.subject)} while it was still starting`,
    evidence: [
      { evidence: killed, as: 'text' },
      {
        evidence: logEvidence(container.pod, container.name, lines.slice(-3)),
        as: 'text',
      },
    ],
  };
}
