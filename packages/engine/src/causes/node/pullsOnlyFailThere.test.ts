import { field } from '../../findings/evidence';
import { finding, incidentsFor, summaryOf } from '../../incidents/testFindings';
import { minutes } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';

/** Two pods of a DaemonSet: one waits for its image on worker-2, the other was started on worker-1. */
function agent(name: string, startedElsewhere = minutes(9)) {
  const owner = object('DaemonSet', name);
  const podOn = (node: string, status: object) =>
    ownedBy(
      owner,
      object('Pod', `${name}-${node}`, {
        spec: { nodeName: node, containers: [{ name: 'app' }] },
        status: { startTime: ago(minutes(10)), ...status },
      }),
    );
  return [
    owner,
    podOn('worker-2', {}),
    podOn('worker-1', {
      containerStatuses: [
        {
          name: 'app',
          state: { running: { startedAt: ago(startedElsewhere) } },
        },
      ],
    }),
  ];
}

const registry = (host: string) => ({
  kind: 'Registry',
  metadata: { name: host },
});

const unreached = (host: string, pod: string, detector = 'unresolved') =>
  finding(`image.registry-${detector}`, registry(host) as never, {
    affected: [{ kind: 'Pod', namespace: 'shop', name: pod }],
    evidence: [field(object('Pod', pod), 'status.phase', 'Pending')],
  });

const AGENTS = [...agent('logs'), ...agent('metrics')];
const LOGS = unreached('quay.io', 'logs-worker-2');

describe('images that cannot be pulled on one node', () => {
  it.each(['unresolved', 'unreachable'])(
    'are the node’s fault where several registries are %s there alone',
    detector => {
      const metrics = unreached('docker.io', 'metrics-worker-2', detector);
      expect(incidentsFor(AGENTS, [LOGS, metrics]).map(summaryOf)).toEqual([
        'node-network-fault Node/worker-2: 2',
      ]);
    },
  );

  it.each([
    ['one registry is all there is', AGENTS, [LOGS]],
    [
      'another node fails as well',
      AGENTS,
      [LOGS, unreached('docker.io', 'metrics-worker-1')],
    ],
    [
      'other nodes were served before it began',
      [...agent('logs', minutes(60)), ...agent('metrics', minutes(60))],
      [LOGS, unreached('docker.io', 'metrics-worker-2')],
    ],
  ])('are the registry’s where %s', (_, cluster, findings) => {
    const told = incidentsFor(cluster, findings).map(summaryOf);
    expect(told.sort()).toEqual(
      findings
        .map(each => `registry-unavailable Registry/${each.subject.name}: 1`)
        .sort(),
    );
  });
});
