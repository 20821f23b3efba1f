import { isOneEditAway } from '../../detectors/references/nearbyServices';
import { referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import { change, look, manifest, merge, patchStep } from '../steps';
import { podSpecPatch } from '../templatePatch';
import { claimOf } from './claimOf';

type Claim = KnownKinds['PersistentVolumeClaim'];

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

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

export const claimRules: readonly RecommendationRule[] = [
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
