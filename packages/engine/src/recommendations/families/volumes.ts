import { referenceTo } from '../../findings/evidence';
import { parseQuantity } from '../../snapshot/quantity';
import { neatBytes } from '../amounts';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import {
  change,
  look,
  merge,
  operations,
  patchStep,
  remove,
  restart,
} from '../steps';
import { claimOf } from './claimOf';

import { fixVolumePermissions } from './fixVolumePermissions';

export const volumeRules: readonly RecommendationRule[] = [
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
  fixVolumePermissions,
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
