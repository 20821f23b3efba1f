import { KnownKinds } from '../../snapshot/objects';
import { ago, object, ownedBy } from '../../testing/builders';
import { ContainerFields, deployedPod } from '../../testing/deployedPod';
import { Ingredient } from '../../testing/detectorRunner';
import { namespace } from '../../network/testPolicies';

export const NAMESPACES = [
  namespace('shop'),
  namespace('data'),
  namespace('kube-system'),
];

/** Deployment shop/cart whose container connects to the host; its pods carry `app: cart`. */
export const consumer = (
  host: string,
  rest: { container?: ContainerFields; spec?: Record<string, unknown> } = {},
): Ingredient[] =>
  deployedPod({
    metadata: { labels: { app: 'cart' } },
    containers: {
      app: {
        spec: { env: [{ name: 'DB_URL', value: `tcp://${host}` }] },
        ...rest.container,
      },
    },
    spec: rest.spec,
  });

/** A ready pod of a workload of its own. */
export function server(
  name: string,
  options: {
    namespace?: string;
    labels?: Record<string, string>;
    ports?: object[];
    ready?: boolean;
    spec?: object;
  } = {},
): Ingredient[] {
  const { namespace: home = 'data', ready = true } = options;
  const workload = object('Deployment', name, {}, { namespace: home });
  const pod = object(
    'Pod',
    `${name}-1`,
    {
      spec: {
        containers: [{ name: 'app', ports: options.ports ?? [] }],
        ...options.spec,
      },
      status: {
        phase: 'Running',
        podIP: '10.244.2.3',
        conditions: [
          {
            type: 'Ready',
            status: ready ? 'True' : 'False',
            lastTransitionTime: ago(600_000),
          },
        ],
      },
    },
    { namespace: home, labels: options.labels ?? { app: name } },
  );
  return [workload, ownedBy(workload, pod)];
}

/** Service data/db on port 5432 for pods that listen on 15432. */
export const DB_SERVICE: KnownKinds['Service'] = object(
  'Service',
  'db',
  {
    spec: {
      selector: { app: 'db' },
      clusterIP: '10.96.3.3',
      ports: [{ port: 5432, targetPort: 15432 as never }],
    },
  },
  { namespace: 'data' },
);
