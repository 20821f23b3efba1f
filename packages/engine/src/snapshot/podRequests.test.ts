import { podLimits, podRequests } from './podRequests';

const asking = (cpu: string, extra = {}) => ({
  name: 'c',
  resources: { requests: { cpu } },
  ...extra,
});

describe('podRequests', () => {
  it.each([
    ['nothing', undefined, {}],
    [
      'the sum of its containers',
      { containers: [asking('100m'), asking('0.2')] },
      { cpu: 300 },
    ],
    [
      'the largest init container when that is more',
      {
        containers: [asking('100m')],
        initContainers: [asking('1'), asking('2')],
      },
      { cpu: 2000 },
    ],
    [
      'native sidecars beside containers and beside later init containers',
      {
        containers: [asking('100m')],
        initContainers: [
          asking('300m', { restartPolicy: 'Always' }),
          asking('1'),
        ],
      },
      { cpu: 1300 },
    ],
    [
      'no sidecar beside an earlier init container',
      {
        containers: [asking('100m')],
        initContainers: [
          asking('1'),
          asking('300m', { restartPolicy: 'Always' }),
        ],
      },
      { cpu: 1000 },
    ],
    [
      'the request of the pod as a whole plus overhead',
      {
        containers: [asking('100m')],
        resources: { requests: { cpu: '1' } },
        overhead: { cpu: '250m' },
      },
      { cpu: 1250 },
    ],
    [
      'a limit that stands without a request',
      { containers: [{ name: 'c', resources: { limits: { memory: '1Gi' } } }] },
      { memory: 2 ** 30 },
    ],
    [
      'fractions without an error of rounding',
      { containers: [asking('0.1'), asking('0.2'), asking('0.7')] },
      { cpu: 1000 },
    ],
    ['only what is a quantity', { containers: [asking('much')] }, {}],
  ])('asks for %s', (_, spec, amounts) => {
    expect(Object.fromEntries(podRequests(spec))).toEqual(amounts);
  });
});

describe('podLimits', () => {
  const limited = (cpu: string | undefined, extra = {}) => ({
    name: 'c',
    resources: {
      requests: { cpu: '1' },
      limits: cpu ? { cpu } : undefined,
    },
    ...extra,
  });

  it.each([
    ['nothing', undefined, {}],
    [
      'the sum of the limits that are set',
      { containers: [limited('100m'), limited(undefined), limited('1')] },
      { cpu: 1100 },
    ],
    [
      'the largest init container beside sidecars when that is more',
      {
        containers: [limited('100m')],
        initContainers: [
          limited('300m', { restartPolicy: 'Always' }),
          limited('2'),
        ],
      },
      { cpu: 2300 },
    ],
    [
      'the limit of the pod as a whole instead, and its overhead where there is a limit',
      {
        resources: { limits: { cpu: '3' } },
        containers: [limited('100m')],
        overhead: { cpu: '250m', memory: '64Mi' },
      },
      { cpu: 3250 },
    ],
  ])('are %s', (_, spec, expected) => {
    expect(Object.fromEntries(podLimits(spec))).toEqual(expected);
  });
});
