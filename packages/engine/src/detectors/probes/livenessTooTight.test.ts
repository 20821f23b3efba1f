import { hours, seconds } from '../../snapshot/durations';
import { ago } from '../../testing/builders';
import {
  ContainerFields,
  deployedPod,
  podEvent,
} from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { livenessTooTight } from './livenessTooTight';

const run = detectorRunner(livenessTooTight);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(
    ({ detector, key, severity, tier }) =>
      `${detector} ${key} ${severity} ${tier}`,
  );

const PORTS = [{ name: 'http', containerPort: 8080 }];
const http = (port: number) => ({ httpGet: { path: '/live', port } });
const app = (
  spec: ContainerFields['spec'],
  status: ContainerFields['status'] = { ready: false },
) =>
  deployedPod({
    containers: { app: { spec: { ports: PORTS, ...spec }, status } },
  });
const kill = (probe: string) =>
  podEvent(
    'Killing',
    `Container app failed ${probe} probe, will be restarted`,
    {
      container: 'app',
    },
  );
const WELL = { ready: true, started: true };

describe('probe.liveness-too-tight', () => {
  const probe = (failureThreshold: number) => ({
    ...http(8080),
    periodSeconds: 5,
    failureThreshold,
  });
  const replica = (name: string, start: number, status = {}) =>
    deployedPod({
      name,
      containers: {
        app: { spec: { ports: PORTS, livenessProbe: probe(4) }, status },
      },
      status: {
        conditions: ['Ready', 'ContainersReady'].map(type => ({
          type,
          status: 'True',
          lastTransitionTime: ago(hours(1) - start),
        })),
      },
    });

  it.each<[string, Ingredient[], string]>([
    [
      'a budget of five seconds',
      app({ livenessProbe: probe(1) }, WELL),
      'medium risk',
    ],
    [
      'a start that takes longer',
      [...replica('one', seconds(40)), ...replica('two', seconds(30))],
      'medium risk',
    ],
    [
      'a container that was killed before it was ready',
      [...app({ livenessProbe: probe(1) }), kill('liveness')],
      'medium problem',
    ],
  ])('tells of %s', (_, ingredients, expected) => {
    expect(told(ingredients)).toEqual([
      `probe.liveness-too-tight app ${expected}`,
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a start within the budget',
      [...replica('one', 9_000), ...replica('two', 9_000)],
    ],
    [
      'one slow start',
      [...replica('one', seconds(40)), ...replica('two', 9_000)],
    ],
    ['a single replica', replica('one', seconds(40))],
    [
      'replicas that were restarted',
      ['one', 'two'].flatMap(each =>
        replica(each, seconds(40), { restartCount: 1 }),
      ),
    ],
    [
      'a startup probe that holds it back',
      app({ livenessProbe: probe(1), startupProbe: http(8080) }, WELL),
    ],
  ])('silent for %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});
