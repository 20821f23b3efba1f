import { object } from '../../testing/builders';
import { barePod, deployedPod } from '../../testing/deployedPod';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { securityDetectors } from '.';
import { hardened, told } from './testWorkloads';

const run = detectorRunner(...securityDetectors);

const of = (name: string, spec: Record<string, unknown>, metadata = {}) => [
  object(
    'DaemonSet',
    name,
    {
      spec: {
        template: {
          spec: {
            automountServiceAccountToken: false,
            containers: [
              {
                name: 'app',
                image: 'registry.example.org/app:1.2.3',
                securityContext: {
                  privileged: true,
                  runAsNonRoot: true,
                  readOnlyRootFilesystem: true,
                },
              },
            ],
            ...spec,
          },
        },
      },
    },
    { metadata },
  ),
];

const ports = (port: object) => ({ ports: [port] });

describe('what a workload may do', () => {
  it.each<[string, Ingredient[], string[]]>([
    [
      'a privileged container',
      hardened({ securityContext: { privileged: true } }),
      ['security.privileged app high'],
    ],
    [
      'capabilities that were added',
      hardened({
        securityContext: {
          capabilities: { drop: ['ALL'], add: ['CAP_SYS_ADMIN', 'chown'] },
        },
      }),
      [
        'security.capabilities-added app/SYS_ADMIN high',
        'security.capabilities-added app/CHOWN medium',
      ],
    ],
    [
      'AppArmor switched off',
      hardened({
        securityContext: { appArmorProfile: { type: 'Unconfined' } },
      }),
      ['security.lsm-unconfined app medium'],
    ],
    [
      'AppArmor switched off by an annotation',
      hardened(
        {},
        {
          metadata: {
            annotations: {
              'container.apparmor.security.beta.kubernetes.io/app':
                'unconfined',
            },
          },
        },
      ),
      ['security.lsm-unconfined app medium'],
    ],
    [
      'an SELinux type that nothing confines',
      hardened({ securityContext: { seLinuxOptions: { type: 'spc_t' } } }),
      ['security.lsm-unconfined app medium'],
    ],
    [
      'all of /proc',
      hardened({ securityContext: { procMount: 'Unmasked' } }),
      ['security.proc-mount app medium'],
    ],
    [
      'all of /proc in a user namespace',
      hardened(
        { securityContext: { procMount: 'Unmasked' } },
        { spec: { hostUsers: false } },
      ),
      ['security.proc-mount app low'],
    ],
    [
      'a low port with a capability for it',
      hardened({
        ...ports({ containerPort: 80 }),
        securityContext: {
          capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
        },
      }),
      ['security.privileged-port 80 info'],
    ],
    [
      'a remote shell',
      hardened(ports({ containerPort: 22 })),
      ['security.privileged-port 22 info'],
    ],
    [
      'a port of the node',
      hardened(ports({ containerPort: 8080, hostPort: 8080 })),
      ['security.host-port 8080 low'],
    ],
    [
      'a port in the network of the node',
      hardened(ports({ containerPort: 8080, hostPort: 8080 }), {
        spec: { hostNetwork: true },
      }),
      ['security.host-namespace hostNetwork medium'],
    ],
    [
      'namespaces of the node',
      hardened({}, { spec: { hostPID: true, hostNetwork: true } }),
      [
        'security.host-namespace hostPID high',
        'security.host-namespace hostNetwork medium',
      ],
    ],
    [
      'an unsafe kernel parameter',
      hardened(
        {},
        {
          spec: {
            securityContext: {
              sysctls: [
                { name: 'kernel.msgmax', value: '1' },
                { name: 'net.ipv4.tcp_syncookies', value: '1' },
              ],
            },
          },
        },
      ),
      ['security.unsafe-sysctl kernel.msgmax medium'],
    ],
    [
      'a template without pods',
      of('cart', {}),
      ['security.privileged app high'],
    ],
  ])('speaks of %s', (_, objects, expected) => {
    expect(told(run(objects))).toEqual(expected);
  });

  it.each<[string, string, boolean, string[]]>([
    ['a log directory for reading', '/var/log', true, ['/var/log medium']],
    ['a data directory', '/data', false, ['/data medium']],
    ['the root', '/', false, ['/ high']],
    [
      'the configuration of the node',
      '/etc/kubernetes',
      false,
      ['/etc/kubernetes high'],
    ],
    [
      'the configuration of the node for reading',
      '/etc/ssl',
      true,
      ['/etc/ssl medium'],
    ],
    ['what only begins like it', '/etcetera', false, ['/etcetera medium']],
    [
      'the socket of the runtime',
      '/run/containerd/containerd.sock',
      true,
      ['/run/containerd/containerd.sock high'],
    ],
  ])('weighs %s', (_, path, readOnly, expected) => {
    const found = run(
      hardened(
        { volumeMounts: [{ name: 'host', mountPath: '/host', readOnly }] },
        { spec: { volumes: [{ name: 'host', hostPath: { path } }] } },
      ),
    );
    expect(told(found)).toEqual(
      expected.map(each => `security.host-path ${each}`),
    );
    expect(found[0].evidence).toEqual([
      expect.objectContaining({
        path: 'spec.volumes[0].hostPath.path',
        value: path,
      }),
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['a hardened workload', hardened()],
    ['a low port without rights', hardened(ports({ containerPort: 80 }))],
    [
      'a volume that nobody mounts',
      hardened(
        {},
        { spec: { volumes: [{ name: 'host', hostPath: { path: '/' } }] } },
      ),
    ],
    [
      'a system namespace',
      hardened(
        { securityContext: { privileged: true } },
        { metadata: { namespace: 'kube-system' } },
      ),
    ],
    [
      'a pod that leaves',
      hardened(
        { securityContext: { privileged: true } },
        { metadata: { deletionTimestamp: '2026-03-01T11:59:00Z' } },
      ),
    ],
    [
      'a network plugin',
      of('net', {
        volumes: [{ name: 'cni', hostPath: { path: '/etc/cni/net.d' } }],
      }),
    ],
    [
      'a critical node agent',
      of('agent', { priorityClassName: 'system-node-critical' }),
    ],
    ['a node exporter', of('prometheus-node-exporter', {})],
  ])('is silent for %s', (_, objects) => {
    expect(told(run(objects))).toEqual([]);
  });
});

describe('hardening', () => {
  it('gives one finding for a workload and rule, whatever the number of containers and pods', () => {
    const containers = { app: {}, proxy: {} };
    const found = run([
      ...deployedPod({ containers }),
      ...deployedPod({ containers, name: 'cart-6d5f-other' }).slice(2),
    ]);
    expect(told(found)).toEqual([
      'security.capabilities-not-dropped medium',
      'security.privilege-escalation medium',
      'security.runs-as-root medium',
      'security.seccomp-missing low',
      'security.writable-root-fs low',
    ]);
    for (const finding of found) {
      expect(subjectOf(finding)).toBe('Deployment/cart');
      expect(finding.affected).toEqual([]);
      expect(finding.message).toMatch(/^Containers app, proxy /);
    }
  });

  it('names a pod of a workload that was not read', () => {
    const [found] = run(deployedPod().slice(2));
    expect(found.subject.kind).toBe('ReplicaSet');
    expect(found.affected.map(each => each.name)).toEqual(['cart-6d5f-x2x4z']);
  });

  it.each<[string, Ingredient[], string[]]>([
    [
      'user 0',
      hardened({ securityContext: { runAsNonRoot: undefined, runAsUser: 0 } }),
      ['security.runs-as-root high'],
    ],
    [
      'user 0 that the kubelet reports',
      hardened(
        {},
        {
          containers: {
            app: {
              spec: {
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ['all'] },
                  seccompProfile: { type: 'Localhost' },
                },
              },
              status: { user: { linux: { uid: 0 } } } as object,
            },
          },
        },
      ),
      ['security.runs-as-root high'],
    ],
    [
      'user 0 in a user namespace',
      hardened(
        { securityContext: { runAsNonRoot: undefined, runAsUser: 0 } },
        { spec: { hostUsers: false } },
      ),
      ['security.runs-as-root low'],
    ],
    [
      'seccomp switched off',
      hardened({ securityContext: { seccompProfile: { type: 'Unconfined' } } }),
      ['security.seccomp-missing medium'],
    ],
    [
      'only NET_RAW dropped',
      hardened({ securityContext: { capabilities: { drop: ['NET_RAW'] } } }),
      ['security.capabilities-not-dropped low'],
    ],
  ])('speaks of %s', (_, objects, expected) => {
    expect(told(run(objects))).toEqual(expected);
  });

  it.each<[string, Ingredient[]]>([
    ['Windows', deployedPod({ spec: { os: { name: 'windows' } } })],
    [
      'what the pod says for all its containers',
      deployedPod({
        spec: {
          securityContext: {
            runAsUser: 1000,
            seccompProfile: { type: 'RuntimeDefault' },
          },
        },
        containers: {
          app: {
            spec: {
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          },
        },
      }),
    ],
    [
      'a Job that is over',
      [
        object('Job', 'migrate', {
          spec: { template: { spec: { containers: [{ name: 'app' }] } } },
          status: { conditions: [{ type: 'Complete', status: 'True' }] },
        }),
      ],
    ],
    [
      'a workload scaled to zero',
      [
        object('Deployment', 'cart', {
          spec: {
            replicas: 0,
            template: { spec: { containers: [{ name: 'app' }] } },
          },
        }),
      ],
    ],
    ['a finished pod', [barePod({ status: { phase: 'Succeeded' } })]],
  ])('is silent for %s', (_, objects) => {
    expect(told(run(objects))).toEqual([]);
  });
});
