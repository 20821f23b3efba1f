import { object, unreadKind } from '../../testing/builders';
import { barePod, deployedPod } from '../../testing/deployedPod';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { missingProbes } from './missingProbes';

const run = detectorRunner(...missingProbes);

const PROBE = { httpGet: { path: '/', port: 8080 } };
const LABELS = { metadata: { labels: { app: 'cart' } } };

const service = (targetPort?: number | string, spec = {}) =>
  object('Service', 'cart', {
    spec: {
      selector: { app: 'cart' },
      ports: [{ port: 8080, targetPort }],
      ...spec,
    },
  });

const pod = (container: object, fields: object = {}) =>
  deployedPod({
    containers: { app: { spec: container } },
    ...LABELS,
    ...fields,
  });

const told = (objects: Ingredient[]) =>
  run(objects).map(each => `${each.detector} ${each.key} ${each.severity}`);

describe('missing probes', () => {
  it.each<[string, Ingredient[], string[]]>([
    ['no probe', [service(), ...pod({})], ['probe.none app medium']],
    [
      'no probe at a named port',
      [
        service('http'),
        ...pod({ ports: [{ name: 'http', containerPort: 80 }] }),
      ],
      ['probe.none app medium'],
    ],
    [
      'no readiness probe',
      [service(), ...pod({ livenessProbe: PROBE })],
      ['probe.readiness-missing app medium'],
    ],
    [
      'only a startup probe',
      [service(), ...pod({ startupProbe: PROBE })],
      ['probe.readiness-missing app medium', 'probe.liveness-missing app info'],
    ],
    [
      'no liveness probe',
      [service(), ...pod({ readinessProbe: PROBE })],
      ['probe.liveness-missing app info'],
    ],
    [
      'no liveness probe where nothing is served',
      pod({}),
      ['probe.liveness-missing app info'],
    ],
  ])('speaks of %s', (_, objects, expected) => {
    const found = run(objects);
    expect(told(objects).sort()).toEqual([...expected].sort());
    expect(found.map(subjectOf)).toEqual(expected.map(() => 'Deployment/cart'));
  });

  it('names the containers that a Service routes to', () => {
    const containers = {
      app: { spec: { ports: [{ containerPort: 8080 }] } },
      metrics: {
        spec: { ports: [{ containerPort: 9090 }], livenessProbe: PROBE },
      },
    };
    expect(
      told([service(), ...deployedPod({ containers, ...LABELS })]),
    ).toEqual(['probe.none app medium']);
  });

  const JOB = { spec: { restartPolicy: 'Never' } };

  it.each<[string, Ingredient[]]>([
    [
      'all probes',
      [service(), ...pod({ readinessProbe: PROBE, livenessProbe: PROBE })],
    ],
    ['the pod of a Job', [service(), ...pod({}, JOB)]],
    ['a single pod', [service(), barePod(LABELS)]],
    ['unread Services', [unreadKind('Service'), ...pod({})]],
    [
      'a pod that does not run',
      [service(), ...pod({}, { status: { phase: 'Pending' } })],
    ],
    [
      'a system namespace',
      [...pod({}, { metadata: { namespace: 'kube-system' } })],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(told(objects)).toEqual([]);
  });

  it('leaves readiness to a readiness gate', () => {
    const gated = pod(
      {},
      { spec: { readinessGates: [{ conditionType: 'x/y' }] } },
    );
    expect(told([service(), ...gated])).toEqual([]);
  });
});
