import { minutes } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { storageDetectors } from '.';

const run = detectorRunner(...storageDetectors);
export const summaries = (objects: readonly Ingredient[]) =>
  run(objects).map(each =>
    [subjectOf(each), each.detector, each.key ?? ''].join(' ').trim(),
  );

export function claim(
  spec: object,
  options: { age?: number; phase?: string; annotations?: object } = {},
) {
  const { age = minutes(10), phase = 'Pending', annotations } = options;
  return object(
    'PersistentVolumeClaim',
    'data',
    {
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        ...spec,
      },
      status: { phase },
    },
    {
      age,
      ...(annotations
        ? {
            metadata: {
              name: 'data',
              namespace: 'shop',
              creationTimestamp: ago(age),
              annotations,
            },
          }
        : {}),
    },
  );
}

export const volume = (spec: object = {}, name = 'pv') =>
  object('PersistentVolume', name, {
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      ...spec,
    },
    status: { phase: 'Available' },
  });

export const storageClass = (
  name: string,
  fields: object = {},
  annotations = {},
) =>
  object(
    'StorageClass',
    name,
    {
      provisioner: 'csi.example.com',
      volumeBindingMode: 'Immediate',
      ...fields,
    },
    { metadata: { name, annotations } },
  );
export const DEFAULT = {
  'storageclass.kubernetes.io/is-default-class': 'true',
};
export const driver = object('CSIDriver', 'csi.example.com', {});
/** The workload that makes volumes for `driver`. */
export const csiController = (
  spec: object,
  args = ['--drivername=csi.example.com'],
  image = 'registry.k8s.io/sig-storage/csi-provisioner:v5.3.0',
) =>
  object(
    'Deployment',
    'csi-controller',
    {
      spec: {
        ...spec,
        template: {
          spec: {
            containers: [
              { name: 'provisioner', image },
              { name: 'driver', image: 'csi:1', args },
            ],
          },
        },
      },
    },
    { namespace: 'kube-system' },
  );
export const LATE = { volumeBindingMode: 'WaitForFirstConsumer' };

export function event(
  reason: string,
  message: string,
  age = minutes(1),
  kind = 'PersistentVolumeClaim',
  name = 'data',
) {
  return object('Event', `${name}-${reason}`, {
    involvedObject: { kind, namespace: 'shop', name },
    reason,
    message,
    lastTimestamp: ago(age),
  });
}

export const creating = object('Pod', 'cart-1', {
  spec: {
    nodeName: 'a',
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
  status: {
    phase: 'Pending',
    startTime: ago(minutes(5)),
    containerStatuses: [
      { name: 'app', state: { waiting: { reason: 'ContainerCreating' } } },
    ],
  },
});
