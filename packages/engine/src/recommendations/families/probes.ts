import type { Probe } from 'kubernetes-types/core/v1';
import { probeBudget } from '../../detectors/shared/probes';
import { referenceTo } from '../../findings/evidence';
import { Blank, blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { ContainerPlace, Situation } from '../Situation';
import { change, look, patchStep, replace, test, undo, watch } from '../steps';
import { containerOperations, containerPatch } from '../templatePatch';

/** Seconds between two tries of a startup probe. */
const PERIOD = 5;

const FIELDS = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'] as const;

type ProbeField = (typeof FIELDS)[number];

/** The probe that the finding is about: its key or its message names it. */
function failingProbe({ finding, container }: Situation) {
  const words = `${finding.key ?? ''} ${finding.message}`.toLowerCase();
  const field = FIELDS.find(
    each =>
      container?.spec[each] &&
      words.includes(each.replace('Probe', '').toLowerCase()),
  );
  const probe = field && container?.spec[field];
  return field && probe ? { field, probe } : undefined;
}

interface Correction {
  part: 'port' | 'scheme' | 'path';
  current: string | number;
  proposed: string | number | Blank;
  because: string;
}

/** What of an HTTP or TCP probe has to change, and to what as far as that can be told. */
function correctionOf(
  situation: Situation,
  probe: Probe,
  container: ContainerPlace,
): Correction | undefined {
  const handler = probe.httpGet ?? probe.tcpSocket;
  if (!handler) return undefined;
  const http = probe.httpGet;
  if (http && situation.has('probe.scheme-mismatch')) {
    const isTls = http.scheme === 'HTTPS';
    return {
      part: 'scheme',
      current: http.scheme ?? 'HTTP',
      proposed: isTls ? 'HTTP' : 'HTTPS',
      because: isTls
        ? 'the container answers in plain HTTP'
        : 'the container expects TLS',
    };
  }
  if (http && situation.has('probe.http-status'))
    return {
      part: 'path',
      current: http.path ?? '/',
      proposed: blank(
        'PATH',
        'a path that answers without a login, as the program documents it',
      ),
      because: '',
    };
  return {
    part: 'port',
    current: handler.port,
    ...servedPort(situation, container, handler.port),
  };
}

/** The port that the log names, else the only one that the container declares, by its name where it has one. */
function servedPort(
  { evidence }: Situation,
  { spec }: ContainerPlace,
  current: string | number,
) {
  const ports = spec.ports ?? [];
  const said = evidence
    .flatMap(each => (each.type === 'log' ? each.lines : []))
    .flatMap(line => /(?::|\bport:? )(\d{2,5})\b/i.exec(line)?.[1] ?? [])
    .map(Number)
    .at(-1);
  if (said !== undefined && said !== current)
    return { proposed: said, because: 'its log says that it listens there' };
  const candidates = ports.filter(
    each => each.name !== current && each.containerPort !== current,
  );
  const tcp = candidates.filter(each => (each.protocol ?? 'TCP') === 'TCP');
  const [only] = tcp.length === 1 ? tcp : [];
  return only
    ? {
        proposed: only.name ?? only.containerPort,
        because: 'the only other port that the container declares',
      }
    : {
        proposed: blank(
          'PORT',
          'the port on which the program listens, as its log or ss -ltn in the container says',
        ),
        because: '',
      };
}

function correctionPatch(
  { workload }: Situation,
  container: ContainerPlace,
  { field, probe }: { field: ProbeField; probe: Probe },
  { part, current, proposed }: Correction,
) {
  const handler = HANDLERS.find(each => each in probe);
  if (!handler) return undefined;
  return containerOperations(workload, container, path => {
    const at = path(field, handler, part);
    return part in (probe[handler as 'httpGet'] ?? {})
      ? [test(at, current), replace(at, proposed)]
      : [{ op: 'add', path: at, value: proposed }];
  });
}

export const probeRules: readonly RecommendationRule[] = [
  {
    id: 'fix-probe-target',
    title: 'Point the probe to the port, path and scheme that are served',
    causes: ['probe-misconfigured', 'scheme-or-protocol-wrong'],
    action: 'patch-probe',
    risk: 'low',
    prior: 0.92,
    minutes: 5,
    requires: ['The program really serves there'],
    verify: 'The pods become ready within one period of the probe',
    undo: 'Write the former probe again',
    plan(situation) {
      const { container, owner } = situation;
      if (situation.has('probe.liveness-too-tight')) return undefined;
      const found = failingProbe(situation);
      if (!found || !container) return undefined;
      const correction = correctionOf(situation, found.probe, container);
      const patch =
        correction && correctionPatch(situation, container, found, correction);
      return {
        target: owner,
        parameters: [
          correction && !(correction.proposed instanceof Blank)
            ? {
                name: `${found.field} ${correction.part}`,
                current: correction.current,
                proposed: correction.proposed,
                because: correction.because,
              }
            : undefined,
        ],
        steps: [
          look(
            'Compare the container’s ports with what its log says that it listens on',
            kubectl`logs ${on(owner)} -c ${container.name} --tail=100`,
          ),
          patchStep(`Correct the ${correction?.part} of the probe`, patch) ??
            change(
              found.probe.exec
                ? 'Give the probe a command that the image has, or let it ask a port instead'
                : 'Correct the probe in the template; to change its kind, take the old handler out and put the new one in',
            ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'relax-probe-timing',
    title: 'Give slow starts a startup probe',
    causes: ['probe-misconfigured', 'cpu-starvation'],
    findings: ['probe.liveness-too-tight', 'probe.timeout'],
    action: 'patch-probe',
    risk: 'low',
    prior: 0.85,
    minutes: 5,
    requires: ['The program does not hang: a long budget would hide that'],
    verify: 'No container is killed by its liveness probe for an hour',
    undo: 'Write the former probe again',
    plan(situation) {
      const { container, workload, owner, finding } = situation;
      const probe = container?.spec.livenessProbe;
      if (situation.has('probe.timeout')) return longerTimeout(situation);
      if (
        !situation.has(
          'probe.liveness-too-tight',
          'pod.liveness-killing',
          'pod.startup-probe-failing',
        ) ||
        !probe
      )
        return undefined;
      const observed = Number(
        /a start takes (\d+) s/.exec(finding.message)?.[1],
      );
      const budget = observed
        ? observed * 2_000
        : Math.max(120_000, probeBudget(probe) * 4);
      const failureThreshold = Math.ceil(budget / 1_000 / PERIOD);
      return {
        target: owner,
        parameters: [
          {
            name: 'startupProbe failureThreshold',
            proposed: failureThreshold,
            because: observed
              ? `with a period of ${PERIOD} s that is twice the ${observed} s that a start takes`
              : `with a period of ${PERIOD} s that is ${(failureThreshold * PERIOD) / 60} minutes; no start was observed to its end`,
          },
        ],
        steps: [
          look('Measure how long starts take from running to ready'),
          patchStep(
            'Let a startup probe hold the liveness probe back',
            // Copied, since a command or a header may carry a credential.
            containerOperations(workload, container, path => [
              {
                op: 'copy',
                from: path('livenessProbe'),
                path: path('startupProbe'),
              },
              {
                op: 'add',
                path: path('startupProbe', 'periodSeconds'),
                value: PERIOD,
              },
              {
                op: 'add',
                path: path('startupProbe', 'failureThreshold'),
                value: failureThreshold,
              },
            ]),
          ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'bind-service-port',
    title: 'Make the program listen where it is expected',
    causes: ['app-listens-elsewhere'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.8,
    minutes: 15,
    requires: [
      'It does not listen on the loopback address on purpose, behind a proxy in the same pod',
    ],
    verify: 'The Service has ready endpoints',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, container, settable, pods } = situation;
      const found = failingProbe(situation);
      const handler = found?.probe.httpGet ?? found?.probe.tcpSocket;
      const wanted = container?.spec.ports?.find(
        each => each.name === handler?.port,
      )?.containerPort;
      const port = wanted ?? handler?.port;
      const correction =
        found && container
          ? correctionOf(situation, found.probe, container)
          : undefined;
      const variable = container?.spec.env?.find(each =>
        /^(?:\w+_)?PORT$/.test(each.name),
      )?.name;
      return {
        target: owner,
        steps: [
          look(
            'See where it listens',
            kubectl`exec ${on(pods[0] && referenceTo(pods[0]))} -c ${container?.name} -- ss -ltn`,
          ),
          change(
            'Let it listen on 0.0.0.0, and on the port that is declared',
            kubectl`set env ${on(settable)} -c ${container?.name} ${variable ?? blank('VARIABLE', 'the variable from which the program takes its port')}=${
              typeof port === 'number'
                ? port
                : blank('PORT', 'the port that Service and probes expect')
            }`,
          ),
          correction?.part === 'port' &&
          found &&
          container &&
          !(correction.proposed instanceof Blank)
            ? patchStep(
                'Or move the probe to the real port, and containerPort and targetPort with it',
                correctionPatch(situation, container, found, correction),
              )
            : change(
                'Or move containerPort, targetPort and probes to the real port together',
              ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
];

const TIMEOUT = 3;

function longerTimeout(situation: Situation) {
  const { container, workload, owner } = situation;
  const found = failingProbe(situation);
  if (!found) return undefined;
  const { timeoutSeconds = 1 } = found.probe;
  const proposed = Math.max(TIMEOUT, timeoutSeconds * 2);
  return {
    target: owner,
    parameters: [
      {
        name: `${found.field} timeoutSeconds`,
        current: timeoutSeconds,
        proposed,
        because: `twice the present one, and at least ${TIMEOUT} s`,
      },
    ],
    steps: [
      look(
        'See whether the program is slow for lack of CPU, or waits for something',
      ),
      patchStep(
        'Give the probe more time to be answered',
        containerPatch(workload, container, {
          [found.field]: { timeoutSeconds: proposed },
        }),
      ),
      watch(owner),
    ],
    rollback: [undo(owner)],
  };
}
