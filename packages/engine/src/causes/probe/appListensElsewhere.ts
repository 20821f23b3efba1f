import { portOf, probesOf } from '../../detectors/probes/probesOf';
import { nameOf } from '../../detectors/shared/sightings';
import { field, logEvidence } from '../../findings/evidence';
import { settingsOf } from '../../detectors/references/settingsOf';
import { UnreadEvidence } from '../../findings/Finding';
import { Cause, CauseContext, WeighedEvidence } from '../Cause';
import { ContainerFailure } from '../reading/ContainerFailure';
import { unreadLog } from '../reading/unreadLog';

/** In the words of many servers: `Listening on http://127.0.0.1:3000`, `Tomcat started on port 8081`, `Uvicorn running on ...`. */
const LISTENS =
  /(?:listening|started|running|serving|bound|ready)\b.{0,40}?(?:\b(?:on|at|to)\b).{0,30}?(127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1?\]|\*)?(?::|\bport(?:\(s\))?:? )(\d{2,5})\b/i;
const LISTEN_KEY = /^(?:(?:HTTP|SERVER|APP|LISTEN|WEB)_)?PORT$/;
const PORT = /^\d{2,5}$/;
const LOOPBACK: readonly (string | undefined)[] = [
  '127.0.0.1',
  'localhost',
  '[::1]',
];

/** The program runs and listens, but not where its probe asks. */
export const appListensElsewhere: Cause = {
  id: 'app-listens-elsewhere',
  title: 'The program listens on another address than expected',
  explains: ['probe.connection-refused'],
  touchedBy: ['ports', 'probes', 'configuration', 'command'],
  isSharedByRevision: true,
  documentation: {
    speaks:
      'A probe is refused its connection while the program’s own log says that it listens on another port, or only on the loopback address, or while its variable PORT names another port than the probe asks.',
    silent:
      'A log that says nothing of it leaves the cause open: most often the program waits for something before it listens. Refuted by a pod of the same revision that is well.',
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    ],
  },

  *assess(context) {
    const { finding, failures } = context;
    for (const failure of failures) {
      const told =
        listening(failure) ??
        toldToListen(failure, context) ??
        boundToLoopback(failure);
      if (!told) continue;
      yield {
        message: `Container ${failure.container.name} of ${nameOf(finding.subject)} listens on ${told.where}, where its probe does not ask`,
        evidence: told.evidence,
        missing: told.missing,
      };
      return;
    }
  },
};

interface Listening {
  where: string;
  evidence: WeighedEvidence[];
  missing: UnreadEvidence[];
}

/** Where the program says that it listens; undefined when it says nothing, or says that it listens where it is asked. */
function listening(failure: ContainerFailure): Listening | undefined {
  const { container, lines } = failure;
  const { pod, name } = container;
  const asked = askedPorts(failure);
  const said = listeningLines(lines);
  const reached = said.some(
    each =>
      !LOOPBACK.includes(each.address) &&
      asked.some(({ number }) => number === each.port),
  );
  const [last] = said.slice(-1);
  const [probe] = asked;
  if (!last || !probe || reached) return undefined;
  return {
    where: `${last.address ?? 'port'}${last.address ? ':' : ' '}${last.port}`,
    evidence: [
      { evidence: logEvidence(pod, name, [last.line]), as: 'text' },
      {
        evidence: field(pod, probe.path, portOf(probe.probe)),
        as: 'contradiction',
      },
    ],
    missing: [],
  };
}

/** Where the variable PORT tells the program to listen, by the convention of many frameworks, while its log says nothing of it. */
function toldToListen(
  failure: ContainerFailure,
  { snapshot, graph }: CauseContext,
): Listening | undefined {
  const { container, lines, source } = failure;
  const { pod, spec, specPath } = container;
  const [probe, ...others] = askedPorts(failure);
  if (!spec || !probe || listeningLines(lines).length > 0) return undefined;
  const setting = settingsOf(
    pod,
    { container: spec, path: specPath },
    { snapshot, graph },
    value => PORT.test(value),
  ).find(({ key }) => LISTEN_KEY.test(key));
  const port = Number(setting?.value);
  if (!setting || [probe, ...others].some(({ number }) => number === port))
    return undefined;
  return {
    where: `port ${port}`,
    evidence: [
      {
        evidence: field(setting.object, setting.path, setting.value),
        as: 'contradiction',
      },
      { evidence: field(pod, probe.path, portOf(probe.probe)) },
    ],
    missing: source === 'log' ? [] : [unreadLog(failure)],
  };
}

const LOOPBACK_FLAG =
  /(?:--?(?:host|bind|listen|address|addr|bind-address|server\.address)[= ]|-b )["']?(127\.0\.0\.1|localhost)\b/i;

/** Its command tells the program to listen on the loopback address, where nobody but the pod itself reaches it. */
function boundToLoopback(failure: ContainerFailure): Listening | undefined {
  const { container, lines, source } = failure;
  const { pod, spec, specPath } = container;
  const [probe] = askedPorts(failure);
  const list = spec?.args?.length ? 'args' : 'command';
  const words = [...(spec?.command ?? []), ...(spec?.args ?? [])].join(' ');
  const address = LOOPBACK_FLAG.exec(words.slice(0, 4_000))?.[1];
  if (!address || !probe || listeningLines(lines).length > 0) return undefined;
  return {
    where: address,
    evidence: [
      {
        evidence: field(pod, `${specPath}.${list}`, address),
        as: 'contradiction',
      },
      { evidence: field(pod, probe.path, portOf(probe.probe)) },
    ],
    missing: source === 'log' ? [] : [unreadLog(failure)],
  };
}

function askedPorts({ container: { pod, name } }: ContainerFailure) {
  return probesOf(pod)
    .filter(each => each.declared.container.name === name)
    .flatMap(probe => {
      const port = portOf(probe);
      const number =
        typeof port === 'string'
          ? probe.declared.container.ports?.find(each => each.name === port)
              ?.containerPort
          : port;
      return number === undefined ? [] : [{ number, path: probe.path, probe }];
    });
}

function listeningLines(lines: readonly string[]) {
  return lines.slice(-500).flatMap(line => {
    const [, address, port] = LISTENS.exec(line.slice(0, 2_000)) ?? [];
    return port
      ? [{ line, address: address?.toLowerCase(), port: Number(port) }]
      : [];
  });
}
