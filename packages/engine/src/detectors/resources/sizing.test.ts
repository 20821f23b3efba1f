import { object, unreadKind } from '../../testing/builders';
import { barePod, deployedPod } from '../../testing/deployedPod';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { bestEffort } from './bestEffort';
import { cpuLimitMissing } from './cpuLimitMissing';
import { jvmHeap } from './jvmHeap';

describe('resources.jvm-heap-vs-limit', () => {
  const run = detectorRunner(jvmHeap);
  const java = (container: object, memory: string | undefined = '1Gi') =>
    deployedPod({
      containers: {
        app: {
          spec: {
            resources: { limits: memory ? { memory } : {} },
            ...container,
          },
        },
      },
    });
  const env = (name: string, value: string) => ({ env: [{ name, value }] });

  it.each<[string, object, string]>([
    [
      'a heap as large as the limit',
      env('JAVA_OPTS', '-Xms1g -Xmx1g'),
      '-Xmx1g',
    ],
    [
      'an argument',
      { command: ['java', '-Xmx1000m', '-jar', 'a.jar'] },
      '-Xmx1000m',
    ],
    [
      'a shell command',
      { args: ['-c', 'exec java -Xmx1073741824 -jar a.jar'] },
      '-Xmx1073741824',
    ],
    [
      'a share',
      env('JAVA_TOOL_OPTIONS', '-XX:MaxRAMPercentage=90.0'),
      '-XX:MaxRAMPercentage=90.0',
    ],
    [
      'a size before a share',
      {
        ...env('JAVA_TOOL_OPTIONS', '-XX:MaxRAMPercentage=50'),
        args: ['-Xmx2g'],
      },
      '-Xmx2g',
    ],
  ])('speaks of %s', (_, container, option) => {
    const [found, ...others] = run(java(container));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      tier: 'risk',
      severity: 'medium',
      key: 'app',
    });
    expect(found.evidence[0]).toMatchObject({ value: option });
    expect(found.evidence[1]).toMatchObject({
      path: 'spec.containers[0].resources.limits.memory',
    });
  });

  it('reads a ConfigMap and shows nothing else of it', () => {
    const settings = object('ConfigMap', 'java', {
      data: { JAVA_OPTS: '-Dpassword=hunter2 -Xmx1g' },
    });
    const found = run([
      settings,
      ...java({ envFrom: [{ configMapRef: { name: 'java' } }] }),
    ]);
    expect(found[0].evidence[0]).toMatchObject({
      path: 'data.JAVA_OPTS',
      value: '-Xmx1g',
    });
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it.each<[string, Ingredient[]]>([
    ['a heap with room', java(env('JAVA_OPTS', '-Xmx768m'))],
    ['a share with room', java(env('JAVA_OPTS', '-XX:MaxRAMPercentage=80'))],
    ['no limit', java(env('JAVA_OPTS', '-Xmx1g'), '')],
    [
      'an option that a later one corrects',
      java({ args: ['-Xmx2g', '-Xmx512m'] }),
    ],
    ['the minimum', java(env('JAVA_OPTS', '-Xms1g'))],
    ['another variable', java(env('NOTES', '-Xmx1g'))],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});

describe('resources.best-effort', () => {
  const run = detectorRunner(bestEffort);
  const service = object('Service', 'cart', {
    spec: { selector: { app: 'cart' }, ports: [{ port: 80 }] },
  });
  const fields = (qosClass: string, phase = 'Running') => ({
    metadata: { labels: { app: 'cart' } },
    status: { qosClass, phase },
  });

  it('speaks of serving pods', () => {
    const [found] = run([service, ...deployedPod(fields('BestEffort'))]);
    expect(found).toMatchObject({
      severity: 'medium',
      subject: { name: 'cart' },
    });
    expect(found.evidence[0]).toMatchObject({ path: 'status.qosClass' });
  });

  it.each<[string, Ingredient[]]>([
    ['a better class', [service, ...deployedPod(fields('Burstable'))]],
    ['pods that serve nobody', deployedPod(fields('BestEffort'))],
    [
      'a pod that does not run',
      [service, ...deployedPod(fields('BestEffort', 'Pending'))],
    ],
    ['a single pod', [service, barePod(fields('BestEffort'))]],
    [
      'unread Services',
      [unreadKind('Service'), ...deployedPod(fields('BestEffort'))],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});

describe('resources.cpu-limit-missing', () => {
  const run = detectorRunner(cpuLimitMissing);

  it('speaks of a container without one', () => {
    expect(run(deployedPod())).toMatchObject([
      { severity: 'info', key: 'app' },
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'its own limit',
      deployedPod({
        containers: { app: { spec: { resources: { limits: { cpu: '1' } } } } },
      }),
    ],
    [
      'the limit of its pod',
      deployedPod({ spec: { resources: { limits: { cpu: '1' } } } }),
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
