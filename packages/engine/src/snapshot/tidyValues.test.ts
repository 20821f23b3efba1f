import { tidyValues } from './tidyValues';

function tidied<T extends object>(value: T, kind = 'Pod'): T {
  tidyValues(value, kind);
  return value;
}

const LONG = 'x'.repeat(9_000);

describe('tidyValues', () => {
  it('drops nulls', () => {
    expect(tidied({ a: null, b: { c: null, d: 0, e: '' } })).toEqual({
      b: { d: 0, e: '' },
    });
  });

  it('drops what is nested too deep, however deep that is', () => {
    let deep: object = {};
    for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
    expect(JSON.stringify(tidied(deep)).match(/deep/g)).toHaveLength(99);
  });

  it('cuts what components of the cluster say', () => {
    const { status } = tidied({
      status: { conditions: [{ message: LONG, reason: LONG }], log: LONG },
    });
    expect(status.conditions[0].message).toHaveLength(4_096);
    expect(status.conditions[0].reason).toHaveLength(4_096);
    expect(status.log).toBe(LONG);
    expect(tidied({ message: LONG }, 'Event').message).toHaveLength(4_096);
  });

  it('leaves alone what somebody configured', () => {
    expect(tidied({ data: { message: LONG } }).data.message).toBe(LONG);
    expect(tidied({ spec: { message: LONG } }).spec.message).toBe(LONG);
  });

  it('leaves no holes in lists', () => {
    expect(tidied({ spec: { anything: [null, 1, [null]] } })).toEqual({
      spec: { anything: [1, []] },
    });
  });

  it('drops what does not belong in a field of a built-in kind', () => {
    expect(
      tidied({
        metadata: { name: 'cart', labels: ['app'], ownerReferences: 'none' },
        spec: {
          containers: [
            'nginx',
            {
              name: 'app',
              ports: { containerPort: 80 },
              env: [{ name: ['A'], value: 'B' }, 7],
              command: ['run', {}, []],
              resources: { requests: { cpu: {} }, limits: 'none' },
            },
          ],
          volumes: 'data',
          nodeName: {},
          priority: 'high',
        },
        status: 'well',
      }),
    ).toEqual({
      metadata: { name: 'cart' },
      spec: {
        containers: [
          {
            name: 'app',
            env: [{ value: 'B' }],
            command: ['run'],
            resources: { requests: {} },
          },
        ],
      },
    });
  });

  it('reads numbers, texts and truths as what belongs in their field', () => {
    expect(
      tidied({
        metadata: { labels: { app: 7, isNew: true } },
        spec: {
          hostNetwork: 'true',
          priority: '10',
          containers: [
            {
              image: 5,
              args: ['-v', 3],
              resources: { requests: { cpu: 1 } },
              ports: [{ containerPort: '80' }],
              readinessProbe: { httpGet: { port: '80' } },
            },
          ],
        },
      }),
    ).toEqual({
      metadata: { labels: { app: '7', isNew: 'true' } },
      spec: {
        hostNetwork: true,
        priority: 10,
        containers: [
          {
            image: '5',
            args: ['-v', '3'],
            resources: { requests: { cpu: '1' } },
            ports: [{ containerPort: 80 }],
            readinessProbe: { httpGet: { port: '80' } },
          },
        ],
      },
    });
  });

  it('knows fields of one name by where they stand', () => {
    const role = { rules: [{ resources: ['pods'] }] };
    expect(tidied(structuredClone(role), 'ClusterRole')).toEqual(role);
    const limits = { spec: { limits: [{ max: { cpu: '1' } }] } };
    expect(tidied(structuredClone(limits), 'LimitRange')).toEqual(limits);
    const keys = { data: { status: 'x', containers: 'y' } };
    expect(tidied(structuredClone(keys), 'ConfigMap')).toEqual(keys);
  });

  it('drops elements of lists without what identifies them', () => {
    const taint = { key: 'gpu', effect: 'NoSchedule' };
    expect(
      tidied({ spec: { taints: [{ effect: 'NoSchedule' }, taint] } }, 'Node'),
    ).toEqual({ spec: { taints: [taint] } });
    const ports = {
      spec: { ports: [{ targetPort: 80 }, { protocol: 'UDP' }] },
    };
    expect(tidied(structuredClone(ports), 'Service').spec.ports).toEqual([]);
    expect(tidied(structuredClone(ports), 'EndpointSlice')).toEqual(ports);
  });

  it('knows of a custom kind its metadata only', () => {
    const gateway = {
      apiVersion: 'networking.istio.io/v1',
      metadata: { labels: 'none', finalizers: 'none' },
      spec: { selector: 'edge', ports: 7, containers: {} },
    };
    expect(tidied(gateway, 'Gateway')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      metadata: {},
      spec: { selector: 'edge', ports: 7, containers: {} },
    });
  });
});
