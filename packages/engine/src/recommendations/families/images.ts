import { parseImageName } from '../../detectors/shared/imageName';
import { isReady } from '../../detectors/shared/pods';
import { referenceTo } from '../../findings/evidence';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule, Requirement } from '../RecommendationRule';
import { lastGoodIsKnown } from '../requirements';
import { Situation, containerIn } from '../Situation';
import {
  change,
  hasRollout,
  history,
  look,
  patchStep,
  undo,
  watch,
} from '../steps';
import { podSpecPatch } from '../templatePatch';

/** The image of the failing container in the last revision that worked, or one of the same repository that runs elsewhere. */
function workingImage(situation: Situation) {
  const { container, lastGood, surroundings } = situation;
  const current = container?.spec.image;
  const before = containerIn(lastGood?.template, container?.name)?.spec.image;
  if (before && before !== current)
    return {
      image: before,
      because: `revision ${lastGood?.number} has it`,
    };
  const [running] = current
    ? surroundings
        .imagesOf(parseImageName(current).repository)
        .filter(each => each !== current)
    : [];
  return running
    ? { image: running, because: 'it runs elsewhere in the cluster' }
    : undefined;
}

function setImage(situation: Situation, image: unknown) {
  const { settable, container } = situation;
  return kubectl`set image ${on(settable)} ${container?.name}=${image as string | undefined}`;
}

function imageParameter({ container }: Situation, name: string) {
  return blank(
    name,
    `a reference that the registry has, instead of ${container?.spec.image ?? 'the present one'}`,
  );
}

const deletedServesNobody: Requirement = {
  text: 'The pod that is deleted does not serve',
  judge({ snapshot }, { kind, namespace, name }) {
    const pod =
      kind === 'Pod' ? snapshot.get('Pod', namespace, name) : undefined;
    return pod && !isReady(pod);
  },
};

export const imageRules: readonly RecommendationRule[] = [
  {
    id: 'fix-image-reference',
    title: 'Use an image that exists',
    causes: ['image-reference-wrong'],
    action: 'patch-image',
    risk: 'low',
    prior: 0.92,
    minutes: 5,
    requires: ['No migration is tied to the image that could not be pulled'],
    verify: 'The pods pull their image and become ready',
    undo: 'Set the former image again',
    plan(situation) {
      const { owner, container, lastGood } = situation;
      const working = workingImage(situation);
      const image = working?.image ?? imageParameter(situation, 'IMAGE');
      return {
        target: owner,
        parameters: [
          working && {
            name: 'IMAGE',
            current: container?.spec.image,
            proposed: working.image,
            because: working.because,
          },
        ],
        steps: [
          lastGood &&
            look(
              `See the revision before, ${lastGood.number}`,
              history(owner, lastGood.number),
            ),
          look(
            `Check in the registry which tags and digests of ${container ? parseImageName(container.spec.image ?? '').repository : 'the image'} exist`,
          ),
          change('Set the image', setImage(situation, image)),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'rollback-release',
    title: 'Return to the last good revision',
    causes: [
      'image-broken',
      'application-bug',
      'app-config-wrong',
      'command-wrong',
      'probe-misconfigured',
      'mount-hides-files',
    ],
    action: 'rollout-undo',
    risk: 'medium',
    prior: 0.85,
    minutes: 10,
    requires: [
      lastGoodIsKnown,
      'Between the two revisions no schema was changed, nor a ConfigMap or Secret that both read',
    ],
    verify: 'The error no longer stands in the logs',
    undo: 'Roll out the newer revision again',
    plan({ owner, revisions, lastGood, pods, workload }) {
      const [bad] = revisions;
      if (!lastGood || !workload || !hasRollout(owner)) return undefined;
      const isStateful = workload.kind === 'StatefulSet';
      return {
        target: owner,
        parameters: [
          {
            name: 'REVISION',
            current: bad.number,
            proposed: lastGood.number,
            because:
              'the newest earlier one with ready pods, or else the one before',
          },
        ],
        steps: [
          look('Compare the two revisions', history(owner, lastGood.number)),
          look('Confirm that no migration between them is irreversible'),
          change(
            'Roll back',
            kubectl`rollout undo ${on(owner)} --to-revision=${lastGood.number}`,
          ),
          isStateful && pods[0]
            ? change(
                'Delete the pod that is still of the bad revision: a StatefulSet does not replace it while it is not ready',
                kubectl`delete ${on(referenceTo(pods[0]))}`,
              )
            : undefined,
          watch(owner),
        ],
        rollback: [
          change(
            'Roll out the newer revision again',
            kubectl`rollout undo ${on(owner)} --to-revision=${bad.number}`,
          ),
        ],
      };
    },
  },
  {
    id: 'create-pull-secret',
    title: 'Provide registry credentials',
    causes: ['registry-credentials-missing'],
    findings: ['config.pull-secret-missing', 'config.pull-secret-wrong'],
    action: 'none',
    risk: 'low',
    prior: 0.9,
    minutes: 10,
    requires: ['The credentials allow no more than to pull from this registry'],
    verify: 'The pods pull their image',
    undo: 'Take the entry out of imagePullSecrets and delete the Secret',
    plan(situation) {
      const { namespace, template, workload, owner } = situation;
      const [missing] = situation.missing('Secret');
      const named =
        missing?.name ?? template?.spec?.imagePullSecrets?.[0]?.name;
      const name =
        named ?? blank('SECRET', 'the name that the new Secret shall have');
      const file = blank(
        'FILE',
        'a config.json with the login to the registry, as docker or podman login writes it',
      );
      const account = template?.spec?.serviceAccountName ?? 'default';
      return {
        target: named
          ? { apiVersion: 'v1', kind: 'Secret', namespace, name: named }
          : owner,
        steps: [
          change(
            'Create the Secret',
            kubectl`create secret generic -n ${namespace} ${name} --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson=${file}`,
          ),
          template?.spec?.imagePullSecrets?.length
            ? undefined
            : (patchStep(
                'Let the pods use it',
                podSpecPatch(workload, { imagePullSecrets: [{ name }] }),
              ) ??
              change(
                'Let the pods use it, through their service account',
                kubectl`patch serviceaccount -n ${namespace} ${account} -p ${{ imagePullSecrets: [{ name }] }}`,
              )),
          look(
            'The kubelet tries again by itself within five minutes',
            kubectl`get pods -n ${namespace} --field-selector=status.phase=Pending`,
          ),
        ],
      };
    },
  },
  {
    id: 'recover-registry-path',
    title: 'Restore the way to the registry',
    causes: ['registry-unavailable'],
    action: 'delete-pod',
    risk: 'medium',
    prior: 0.7,
    minutes: 30,
    requires: [deletedServesNobody],
    verify: 'Other workloads pull from the same registry',
    undo: 'Set the original image reference again',
    plan(situation) {
      const { pods, container, node, owner, finding } = situation;
      const [pod] = pods;
      const target = pod ? referenceTo(pod) : owner;
      const image = blank(
        'DEBUG_IMAGE',
        'an image that the node has already, or that another registry serves',
      );
      return {
        target,
        steps: [
          look(
            'Try the pull on the node itself',
            kubectl`debug ${on(node)} -it --image=${image} -- chroot /host crictl pull ${container?.spec.image}`,
          ),
          look(
            `Mend what the answer names: name resolution, proxy, firewall, certificate authority or rate limit. Last seen: ${finding.message}`,
          ),
          change(
            'If the registry stays down, take the image from a mirror',
            setImage(
              situation,
              blank('MIRROR_IMAGE', 'the same image at a mirror of yours'),
            ),
          ),
          pod
            ? change(
                'Once it answers, end the back-off at once; otherwise it ends by itself within five minutes',
                kubectl`delete ${on(target)}`,
              )
            : undefined,
        ],
      };
    },
  },
  {
    id: 'pin-platform',
    title: 'Run on a matching architecture',
    causes: ['image-platform-wrong'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.88,
    minutes: 5,
    requires: ['Nodes of that architecture have room'],
    verify: 'Every pod runs on a node of that architecture',
    undo: 'Take the node selector away again',
    plan({ owner, workload, snapshot, node }) {
      const failing =
        snapshot.get('Node', undefined, node?.name)?.status?.nodeInfo
          ?.architecture ?? '';
      const others = new Set(
        snapshot
          .all('Node')
          .flatMap(each => each.status?.nodeInfo?.architecture ?? [])
          .filter(each => each !== failing),
      );
      const [only] = others.size === 1 ? others : [];
      return {
        target: owner,
        parameters: [
          only
            ? {
                name: 'ARCHITECTURE',
                current: failing,
                proposed: only,
                because: 'the only other one that nodes of the cluster have',
              }
            : undefined,
        ],
        steps: [
          look(
            'See which architectures there are',
            kubectl`get nodes -L kubernetes.io/arch`,
          ),
          patchStep(
            'Keep the pods on nodes that the image was built for',
            podSpecPatch(workload, {
              nodeSelector: {
                'kubernetes.io/arch':
                  only ??
                  blank(
                    'ARCHITECTURE',
                    'the one that the image was built for, as its manifest in the registry says',
                  ),
              },
            }),
          ),
          watch(owner),
          change(
            'Later, build the image for every architecture of the cluster',
          ),
        ],
        rollback: [
          patchStep(
            'Take the node selector away again',
            podSpecPatch(workload, {
              nodeSelector: { 'kubernetes.io/arch': null },
            }),
          ),
        ],
      };
    },
  },
  {
    id: 'resolve-image-policy',
    title: 'Sign the image, or correct the policy',
    causes: ['image-policy-rejects'],
    action: 'none',
    risk: 'medium',
    prior: 0.75,
    minutes: 60,
    requires: ['The policy is not weakened only to let this image pass'],
    verify: 'The pods are created and pull their image',
    undo: 'Set the former image again',
    plan(situation) {
      const { owner, finding } = situation;
      return {
        target: owner,
        steps: [
          look(`Read which policy refuses which digest: ${finding.message}`),
          change(
            'Sign the image and push the signature, or take a digest that is signed',
          ),
          change(
            'Use the signed digest',
            setImage(situation, imageParameter(situation, 'SIGNED_IMAGE')),
          ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
];
