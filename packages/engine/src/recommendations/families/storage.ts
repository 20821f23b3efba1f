import { isOneEditAway } from '../../detectors/references/nearbyServices';
import { referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { parseQuantity } from '../../snapshot/quantity';
import { neatBytes } from '../amounts';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation, containerIn } from '../Situation';
import {
  change,
  look,
  manifest,
  merge,
  operations,
  patchStep,
  remove,
  replace,
  restart,
  test,
  undo,
  watch,
} from '../steps';
import { containerOperations, podSpecPatch } from '../templatePatch';

type Claim = KnownKinds['PersistentVolumeClaim'];

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** The claim that it is about: the subject, or the only one of the pods that suffer. */
function claimOf(situation: Situation): Claim | undefined {
  const own = situation.object('PersistentVolumeClaim');
  if (own) return own;
  const names = new Set(
    situation.pods
      .slice(0, 1)
      .flatMap(pod => pod.spec?.volumes ?? [])
      .flatMap(each => each.persistentVolumeClaim?.claimName ?? []),
  );
  const [only] = names.size === 1 ? names : [];
  return only
    ? situation.snapshot.get('PersistentVolumeClaim', situation.namespace, only)
    : undefined;
}

/** The class that was probably meant: one letter away, else the only one. */
function classMeant({ snapshot }: Situation, name: string | undefined) {
  const names = snapshot.all('StorageClass').map(each => each.metadata.name);
  const near = name ? names.filter(each => isOneEditAway(each, name)) : [];
  if (near.length === 1)
    return { name: near[0], because: 'the only class with nearly that name' };
  return names.length === 1
    ? { name: names[0], because: 'the only class of the cluster' }
    : undefined;
}

export const storageRules: readonly RecommendationRule[] = [
  {
    id: 'fix-claim',
    title: 'Make the claim bindable',
    causes: ['volume-claim-unbindable'],
    findings: ['storage.class-missing', 'storage.no-default-class'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.85,
    minutes: 15,
    requires: [
      {
        text: 'The claim has never been bound, so that deleting it loses no data',
        judge({ snapshot }, target) {
          const claim =
            target.kind === 'PersistentVolumeClaim' &&
            snapshot.get(
              'PersistentVolumeClaim',
              target.namespace,
              target.name,
            );
          return claim ? claim.status?.phase === 'Pending' : undefined;
        },
      },
    ],
    verify: 'The claim is bound',
    undo: 'Apply the former claim again',
    plan(situation) {
      const claim = claimOf(situation);
      if (situation.has('scheduling.pvc-missing'))
        return missingClaim(situation);
      if (!claim) return undefined;
      if (situation.has('storage.no-default-class'))
        return defaultClass(situation, claim);
      if (situation.has('storage.class-missing'))
        return recreated(situation, claim);
      return {
        target: referenceTo(claim),
        steps: [
          look(
            `See what does not fit: ${situation.finding.message}`,
            kubectl`get pv,sc`,
          ),
          change(
            'Make a volume that fits the claim, or correct the claim: while it is Pending it can be deleted and applied anew, since its specification cannot be changed',
          ),
        ],
      };
    },
  },
  {
    id: 'restore-provisioner',
    title: 'Repair the storage provisioner',
    causes: ['provisioner-broken'],
    findings: [
      'storage.provisioner-absent',
      'storage.provisioning-failed',
      'storage.snapshot-failed',
    ],
    action: 'none',
    risk: 'high',
    prior: 0.75,
    minutes: 30,
    requires: ['No attach operation is under way'],
    verify: 'Another claim of the same class is bound',
    undo: 'Return to the revision before',
    plan(situation) {
      const { subject, finding, snapshot } = situation;
      const claim = claimOf(situation);
      const storageClass = snapshot.get(
        'StorageClass',
        undefined,
        claim?.spec?.storageClassName,
      );
      const provisioner = storageClass?.provisioner ?? finding.key;
      return {
        target: subject,
        steps: [
          look(
            `Find the controller of ${provisioner ?? 'the driver'} and read its log: ${finding.message}`,
            kubectl`get pods -A -o wide`,
          ),
          situation.has('storage.resize-stuck')
            ? change(
                'If the size cannot be provided, lower the request to no less than the present size where the driver allows that',
              )
            : change(
                'Mend what it names: credentials, the provider’s quota, the class’s parameters, the topology',
              ),
          change('Start its controller anew if it is stuck'),
        ],
      };
    },
  },
  {
    id: 'release-attachment',
    title: 'Free the stuck attachment',
    causes: ['volume-attach-broken'],
    findings: ['storage.detach-stuck'],
    action: 'none',
    risk: 'high',
    prior: 0.75,
    minutes: 15,
    requires: ['The old node surely no longer writes to the volume'],
    verify: 'The pod runs',
    undo: 'There is nothing to take back',
    plan({ subject, finding, snapshot, pods }) {
      const attachments = snapshot
        .all('VolumeAttachment')
        .filter(each =>
          finding.evidence.some(
            found =>
              found.object.kind === 'VolumeAttachment' &&
              found.object.name === each.metadata.name,
          ),
        );
      const [attachment] = attachments;
      return {
        target: attachment ? referenceTo(attachment) : subject,
        steps: [
          look(
            'See where the volume is attached',
            kubectl`get volumeattachments`,
          ),
          look(
            `See what the kubelet says: ${finding.message}`,
            kubectl`describe ${on(pods[0] && referenceTo(pods[0]))}`,
          ),
          change('If the old pod still runs, let one writer be enough'),
          change('If its node is lost for sure, recover the node first'),
          attachment
            ? change(
                'Only if the provider shows the volume as detached',
                kubectl`delete ${on(referenceTo(attachment))}`,
              )
            : change(
                'If the driver does not run on the node, start its pod there anew',
              ),
        ],
      };
    },
  },
  {
    id: 'move-zone-capacity',
    title: 'Provide a node where the volume lives',
    causes: ['volume-zone-bound'],
    action: 'none',
    risk: 'medium',
    prior: 0.8,
    minutes: 20,
    requires: ['The claim is not deleted: that would lose its data'],
    verify: 'The pods are scheduled',
    undo: 'Remove the node again',
    plan(situation) {
      const { owner, snapshot, finding } = situation;
      const claim = claimOf(situation);
      const volume = snapshot.get(
        'PersistentVolume',
        undefined,
        claim?.spec?.volumeName,
      );
      const inUse = situation.has('scheduling.rwop-in-use');
      return {
        target: claim ? referenceTo(claim) : owner,
        steps: inUse
          ? [
              look(
                `See which pod holds the claim: ${finding.message}`,
                kubectl`describe ${on(claim && referenceTo(claim))}`,
              ),
              change('Let that pod end first, or run one replica only'),
            ]
          : [
              look(
                'See where the volume can be used',
                volume
                  ? kubectl`get ${on(referenceTo(volume))} -o yaml`
                  : kubectl`get pv`,
              ),
              change('Open a node there, or add one'),
              change(
                'Or relax the selector or affinity that keeps the pods from there',
              ),
              change(
                'For new claims, take a class that waits for the first consumer',
              ),
            ],
      };
    },
  },
  {
    id: 'expand-volume',
    title: 'Expand the volume, or clean it',
    causes: ['volume-full'],
    findings: ['storage.volume-nearly-full', 'metric.volume-growth'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.88,
    minutes: 15,
    requires: [
      {
        text: 'The class allows volumes to be expanded',
        judge(situation) {
          const claim = claimOf(situation);
          const found = situation.snapshot.get(
            'StorageClass',
            undefined,
            claim?.spec?.storageClassName,
          );
          return found ? found.allowVolumeExpansion === true : undefined;
        },
      },
    ],
    verify: 'More than 20 % of the volume is free',
    undo: 'A volume cannot be made smaller: there is no way back',
    plan(situation) {
      const claim = claimOf(situation);
      if (!claim)
        return {
          target: situation.owner,
          steps: [
            look(
              'Find which volume is full',
              kubectl`exec ${on(situation.pods[0] && referenceTo(situation.pods[0]))} -c ${situation.container?.name} -- df -h`,
            ),
            change('Delete data that is not needed, or enlarge its volume'),
          ],
        };
      const target = referenceTo(claim);
      const current = claim.spec?.resources?.requests?.storage;
      const bytes = parseQuantity(current);
      const proposed = bytes
        ? neatBytes(bytes * 1.5)
        : blank('SIZE', 'one and a half times its present size');
      return {
        target,
        parameters: [
          bytes
            ? {
                name: 'storage',
                current: current ?? null,
                proposed: proposed as string,
                because: 'one and a half times the present size',
              }
            : undefined,
        ],
        steps: [
          change('Delete data that is surely not needed, such as old logs'),
          patchStep(
            'Enlarge the claim',
            merge(target, {
              spec: { resources: { requests: { storage: proposed } } },
            }),
          ),
          look(
            'Wait until the file system is resized',
            kubectl`describe ${on(target)}`,
          ),
          {
            ...(restart(situation.workload && situation.owner) ??
              change('Start its pod anew')),
            text: 'If the driver expands only volumes that are not in use, start its pods anew',
          },
        ],
      };
    },
  },
  {
    id: 'fix-volume-permissions',
    title: 'Make the mount writable for its user',
    causes: ['volume-permissions', 'mount-read-only'],
    findings: ['storage.permission-denied', 'storage.read-only-volume'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.85,
    minutes: 10,
    requires: ['No other workload relies on the owner or mode of the files'],
    verify: 'The log no longer says denied',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload, template, container } = situation;
      const isReadOnly =
        situation.answers === 'mount-read-only' ||
        situation.has('storage.read-only-volume');
      const readOnly = (container?.spec.volumeMounts ?? []).findIndex(
        each => each.readOnly,
      );
      if (isReadOnly)
        return {
          target: owner,
          steps: [
            look(`See which mount is read-only: ${situation.finding.message}`),
            readOnly >= 0
              ? patchStep(
                  'If that is a mistake, let it be written to',
                  containerOperations(
                    workload,
                    containerIn(template, container?.name),
                    path => [
                      test(
                        path('volumeMounts', readOnly, 'name'),
                        container?.spec.volumeMounts?.[readOnly].name,
                      ),
                      replace(
                        path('volumeMounts', readOnly, 'readOnly'),
                        false,
                      ),
                    ],
                  ),
                )
              : change(
                  'If the device itself was made read-only, look at the node’s kernel log',
                ),
            watch(owner),
          ],
          rollback: [undo(owner)],
        };
      const { runAsUser, runAsGroup, fsGroup } = {
        ...template?.spec?.securityContext,
        ...container?.spec.securityContext,
      } as { runAsUser?: number; runAsGroup?: number; fsGroup?: number };
      const group = fsGroup ?? runAsGroup ?? runAsUser;
      return {
        target: owner,
        parameters: [
          group === undefined || fsGroup !== undefined
            ? undefined
            : {
                name: 'fsGroup',
                proposed: group,
                because: `the ${runAsGroup === undefined ? 'user' : 'group'} that the container runs as`,
              },
        ],
        steps: [
          look(
            'See the user of the process and the owner of the path',
            kubectl`exec ${on(situation.pods[0] && referenceTo(situation.pods[0]))} -c ${container?.name} -- id`,
          ),
          fsGroup === undefined
            ? patchStep(
                'Give the volume’s files to the group of the pod',
                podSpecPatch(workload, {
                  securityContext: {
                    fsGroup:
                      group ??
                      blank(
                        'GROUP',
                        'the number of the group that the program runs as, as id in the container says',
                      ),
                    fsGroupChangePolicy: 'OnRootMismatch',
                  },
                }),
              )
            : change(
                `fsGroup ${fsGroup} is set already: NFS and hostPath ignore it, so correct the owner of the files at the source`,
              ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'recover-volume',
    title: 'Recover the lost volume',
    causes: ['volume-lost'],
    action: 'none',
    risk: 'high',
    prior: 0.6,
    requires: ['A backup was checked'],
    verify: 'The owner of the data has checked them',
    undo: 'Keep the old volume untouched',
    plan(situation) {
      const { snapshot, workload, owner, subject } = situation;
      const claim = claimOf(situation);
      const volume =
        situation.object('PersistentVolume') ??
        snapshot.get('PersistentVolume', undefined, claim?.spec?.volumeName);
      const isScalable =
        workload && ['Deployment', 'StatefulSet'].includes(owner.kind);
      return {
        target: subject,
        steps: [
          isScalable
            ? change(
                'Stop whoever writes',
                kubectl`scale ${on(owner)} --replicas=${0}`,
              )
            : change('Stop whoever writes'),
          look(
            'See the state of the volume, its snapshots, and the storage behind it',
            kubectl`get pv,pvc -A`,
          ),
          change('Restore a snapshot or backup into a new claim'),
          volume?.spec?.claimRef &&
          volume.spec.persistentVolumeReclaimPolicy === 'Retain'
            ? patchStep(
                'Or, if the volume itself is intact, let a new claim have it by its volumeName',
                operations(referenceTo(volume), remove('/spec/claimRef')),
              )
            : undefined,
          change('Start the writers again and check the data'),
        ],
      };
    },
  },
];

function defaultClass(situation: Situation, claim: Claim) {
  const found = classMeant(situation, undefined);
  const target = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    name: found?.name ?? '',
  };
  const marked = { metadata: { annotations: { [DEFAULT_CLASS]: 'true' } } };
  return {
    target: found ? target : referenceTo(claim),
    parameters: [
      found && {
        name: 'default class',
        proposed: found.name,
        because: found.because,
      },
    ],
    steps: [
      look('See which classes there are', kubectl`get storageclasses`),
      found
        ? patchStep(
            'Make it the default one; claims that wait are then bound by themselves',
            merge(target, marked),
          )
        : patchStep(
            'Name a class in the claim, which is possible as long as it names none',
            merge(referenceTo(claim), {
              spec: {
                storageClassName: blank(
                  'CLASS',
                  'a class of the cluster; if there is none, a provisioner has to be installed',
                ),
              },
            }),
          ),
    ],
    rollback: found
      ? [
          patchStep(
            'Take the mark away',
            merge(target, {
              metadata: { annotations: { [DEFAULT_CLASS]: null } },
            }),
          ),
        ]
      : [],
  };
}

/** A claim's class cannot be changed; one that was never bound can be made anew. */
function recreated(situation: Situation, claim: Claim) {
  const target = referenceTo(claim);
  const { accessModes, resources, volumeMode, storageClassName } =
    claim.spec ?? {};
  const found = classMeant(situation, storageClassName);
  const isOfSet = situation.pods.some(pod =>
    pod.metadata.ownerReferences?.some(each => each.kind === 'StatefulSet'),
  );
  const anew = (name: unknown) => ({
    spec: {
      accessModes,
      resources,
      ...(volumeMode ? { volumeMode } : {}),
      storageClassName: name,
    },
  });
  return {
    target,
    parameters: [
      found && {
        name: 'storageClassName',
        current: storageClassName ?? null,
        proposed: found.name,
        because: found.because,
      },
    ],
    steps: [
      look('See which classes there are', kubectl`get storageclasses`),
      look(
        `Or make class ${storageClassName} from its source; then the claim is bound by itself`,
      ),
      change(
        'Otherwise delete the claim, which holds no data yet',
        kubectl`delete ${on(target)} --wait=false`,
      ),
      patchStep(
        'and make it anew with a class that exists',
        manifest(
          { ...target, apiVersion: 'v1' },
          anew(found?.name ?? blank('CLASS', 'a class of the cluster')),
        ),
      ),
      isOfSet
        ? change(
            'Correct the template of the StatefulSet too: it has to be deleted with --cascade=orphan and made anew',
          )
        : undefined,
    ],
    rollback: [
      patchStep(
        'Apply the former claim again',
        manifest({ ...target, apiVersion: 'v1' }, anew(storageClassName)),
      ),
    ],
  };
}

function missingClaim(situation: Situation) {
  const [missing] = situation.missing('PersistentVolumeClaim');
  if (!missing) return undefined;
  const { snapshot, workload, template } = situation;
  const near = snapshot
    .inNamespace('PersistentVolumeClaim', missing.namespace)
    .filter(({ metadata }) => isOneEditAway(metadata.name, missing.name))
    .map(each => each.metadata.name);
  const [only] = near.length === 1 ? near : [];
  const volume = template?.spec?.volumes?.find(
    each => each.persistentVolumeClaim?.claimName === missing.name,
  );
  return {
    target: only ? situation.owner : missing,
    parameters: [
      only
        ? {
            name: 'claimName',
            current: missing.name,
            proposed: only,
            because: 'the only claim of the namespace with nearly that name',
          }
        : undefined,
    ],
    steps: [
      look(
        'See which claims there are',
        kubectl`get pvc -n ${missing.namespace}`,
      ),
      only && volume
        ? patchStep(
            `If ${only} was meant, name it`,
            podSpecPatch(workload, {
              volumes: [
                {
                  name: volume.name,
                  persistentVolumeClaim: { claimName: only },
                },
              ],
            }),
          )
        : undefined,
      patchStep(
        'Or make the claim, from its source',
        manifest(
          { ...missing, apiVersion: 'v1' },
          {
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: {
                requests: {
                  storage: blank(
                    'SIZE',
                    'how much it is to hold, as its source says',
                  ),
                },
              },
            },
          },
        ),
      ),
    ],
    rollback: [change('Delete what was made')],
  };
}
