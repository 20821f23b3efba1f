import { portOf, probesOf } from '../../detectors/probes/probesOf';
import { nameOf } from '../../detectors/shared/sightings';
import { field, logEvidence } from '../../findings/evidence';
import { Cause, WeighedEvidence } from '../Cause';
import { ContainerFailure } from '../reading/ContainerFailure';

/** In the words of many servers: `Listening on http://127.0.0.1:3000`, `Tomcat started on port 8081`, `Uvicorn running on ...`. */
const LISTENS =
  /(?:listening|started|running|serving|bound|ready)\b.{0,40}?(?:\b(?:on|at|to)\b).{0,30}?(127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1?\]|\*)?(?::|\bport(?:\(s\))?:? )(\d{2,5})\b/i;
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

  *assess({ finding, failures }) {
    for (const failure of failures) {
      const told = listening(failure);
      if (!told) continue;
      yield {
        message: `Container ${failure.container.name} of ${nameOf(finding.subject)} listens on ${told.where}, where its probe does not ask`,
        evidence: told.evidence,
      };
      return;
    }
  },
};

function listening({ container, lines }: ContainerFailure) {
  const { pod, name } = container;
  const probes = probesOf(pod).filter(
    each => each.declared.container.name === name,
  );
  const asked = probes.flatMap(probe => {
    const port = portOf(probe);
    const number =
      typeof port === 'string'
        ? probe.declared.container.ports?.find(each => each.name === port)
            ?.containerPort
        : port;
    return number === undefined ? [] : [{ number, path: probe.path, probe }];
  });
  const said = lines.slice(-500).flatMap(line => {
    const [, address, port] = LISTENS.exec(line.slice(0, 2_000)) ?? [];
    return port
      ? [{ line, address: address?.toLowerCase(), port: Number(port) }]
      : [];
  });
  const reached = said.some(
    each =>
      !LOOPBACK.includes(each.address) &&
      asked.some(({ number }) => number === each.port),
  );
  const [last] = said.slice(-1);
  const [probe] = asked;
  if (!last || !probe || reached) return undefined;
  const evidence: WeighedEvidence[] = [
    { evidence: logEvidence(pod, name, [last.line]), as: 'text' },
    {
      evidence: field(pod, `${probe.path}`, portOf(probe.probe)),
      as: 'contradiction',
    },
  ];
  return {
    where: `${last.address ?? 'port'}${last.address ? ':' : ' '}${last.port}`,
    evidence,
  };
}
