import { configReferencesOf } from '../../detectors/configuration/references';
import { isOneEditAway } from '../../detectors/references/nearbyServices';
import { namesakes } from '../../snapshot/namesakes';
import { KnownKinds } from '../../snapshot/objects';
import { fieldsOf, textOf } from '../../snapshot/untyped';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation, containerIn } from '../Situation';
import {
  change,
  look,
  merge,
  patchStep,
  replace,
  restart,
  test,
  undo,
  watch,
} from '../steps';
import { containerOperations } from '../templatePatch';
import { correctAppConfig } from './correctAppConfig';

/** A reference to a ConfigMap, a Secret or a key of it that leads nowhere, and what was probably meant. */
export interface BrokenReference {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  key?: string;
  /** The one existing name, of the object or else of the key, that is a letter away. */
  near?: string;
}

/** The first such reference that a situation tells of. */
export function brokenReference(
  situation: Situation,
): BrokenReference | undefined {
  const { evidence, snapshot, namespace } = situation;
  for (const each of evidence) {
    if (each.type !== 'absence' && each.type !== 'unread') continue;
    const { kind, name } = each.object;
    if (kind !== 'ConfigMap' && kind !== 'Secret') continue;
    const [, quoted] =
      (each.type === 'absence' && /^key "(.*)"$/s.exec(each.part ?? '')) || [];
    const key =
      quoted ??
      (situation.has(
        'config.secret-key-missing',
        'config.configmap-key-missing',
      )
        ? keyReferredTo(evidence, { kind, name })
        : undefined);
    const near =
      key === undefined
        ? snapshot
            .inNamespace(kind, namespace)
            .map(({ metadata }) => metadata.name)
            .filter(other => isOneEditAway(other, name))
        : keysOf(situation, kind, name).filter(other =>
            isOneEditAway(other, key),
          );
    return {
      kind,
      name,
      ...(key === undefined ? {} : { key }),
      ...(near.length === 1 ? { near: near[0] } : {}),
    };
  }
  return undefined;
}

/** The key that the reference asks for, where the finding shows the reference itself. */
function keyReferredTo(
  evidence: Situation['evidence'],
  { kind, name }: Pick<BrokenReference, 'kind' | 'name'>,
): string | undefined {
  for (const each of evidence) {
    if (each.type !== 'field') continue;
    const reference = fieldsOf(each.value);
    if (reference.kind === kind && reference.name === name)
      return textOf(reference.key);
  }
  return undefined;
}

function keysOf(
  { snapshot, namespace }: Situation,
  kind: BrokenReference['kind'],
  name: string,
) {
  if (!snapshot.hasContents(kind)) return [];
  const object = snapshot.get(kind, namespace, name);
  const { data = {}, binaryData = {} } = (object ?? {}) as Partial<
    KnownKinds['ConfigMap']
  >;
  return [...Object.keys(data), ...Object.keys(binaryData)];
}

/** Where the template's environment names it; references in volumes and in `envFrom` are corrected by hand. */
function correctedReference(
  situation: Situation,
  { kind, name, key, near }: BrokenReference,
) {
  const { container, template, workload, findings } = situation;
  const field = kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef';
  const names = [
    container?.name,
    ...findings.flatMap(({ affected }) => affected.map(each => each.container)),
  ];
  for (const each of names) {
    const place = containerIn(template, each);
    const index = (place?.spec.env ?? []).findIndex(({ valueFrom }) => {
      const reference = valueFrom?.[field];
      return (
        reference?.name === name && (key === undefined || reference.key === key)
      );
    });
    if (index < 0) continue;
    const part = key === undefined ? 'name' : 'key';
    return containerOperations(workload, place, path => {
      const at = path('env', index, 'valueFrom', field, part);
      return [test(at, key ?? name), replace(at, near)];
    });
  }
  return undefined;
}

function restoreReference(situation: Situation) {
  const { namespace, owner, snapshot } = situation;
  const broken = brokenReference(situation);
  if (!broken) return undefined;
  const { kind, name, key, near } = broken;
  const object = { apiVersion: 'v1', kind, namespace, name };
  const noun = kind.toLowerCase();
  const correction = near ? correctedReference(situation, broken) : undefined;
  const elsewhere = namesakes(kind, name, snapshot).filter(
    ({ metadata }) => metadata.namespace !== namespace,
  );
  const words =
    key === undefined ? `${kind} ${name}` : `key ${key} of ${kind} ${name}`;
  return {
    target: correction ? owner : object,
    ...(correction ? {} : { action: 'create-pr' as const }),
    parameters: [
      near
        ? {
            name: key === undefined ? 'NAME' : 'KEY',
            current: key ?? name,
            proposed: near,
            because: `the only ${key === undefined ? `${kind} of the namespace` : `key of ${kind} ${name}`} with nearly that name`,
          }
        : undefined,
    ],
    steps: [
      patchStep(`If ${near} was meant, correct the reference`, correction),
      near && !correction
        ? change(`If ${near} was meant, correct the reference in the template`)
        : undefined,
      look(
        `Find where ${words} comes from: a chart, a repository, an ExternalSecret${elsewhere.length > 0 ? `; namespace ${elsewhere[0].metadata.namespace} has one` : ''}`,
        kubectl`get ${noun} -A --field-selector=metadata.name=${name}`,
      ),
      key !== undefined && kind === 'ConfigMap'
        ? patchStep(
            'Or add the key',
            merge(object, {
              data: {
                [key]: blank('VALUE', `what ${key} shall be, from its source`),
              },
            }),
          )
        : change(
            `Or create ${words} from its source; never with an invented value`,
            key === undefined
              ? kubectl`apply -n ${namespace} -f ${blank('FILE', `the manifest of ${words} from its source`)}`
              : undefined,
          ),
      look('The kubelet tries again by itself'),
      correction ? watch(owner) : undefined,
    ],
    rollback: [correction ? undo(owner) : change('Delete what was added')],
  };
}

export const configurationRules: readonly RecommendationRule[] = [
  {
    id: 'restore-config-reference',
    title: 'Recreate or rename the missing ConfigMap, Secret or key',
    causes: ['config-reference-missing'],
    findings: [
      'config.configmap-missing',
      'config.configmap-key-missing',
      'config.secret-missing',
      'config.secret-key-missing',
      'config.projected-source-missing',
    ],
    action: 'create-pr',
    risk: 'low',
    prior: 0.93,
    minutes: 10,
    requires: ['The value comes from its source: nobody invents a credential'],
    verify: 'The containers start',
    undo: 'Delete what was added',
    plan(situation) {
      return (
        restoreReference(situation) ?? {
          target: situation.owner,
          steps: [
            look(situation.finding.message),
            change(
              'Correct the reference in the template, or create what it names from its source',
            ),
            watch(situation.owner),
          ],
        }
      );
    },
  },
  {
    id: 'resync-external-secret',
    title: 'Repair the synchronisation of the Secret',
    causes: ['secret-not-synced'],
    action: 'none',
    risk: 'low',
    prior: 0.8,
    minutes: 10,
    requires: ['The remote value was not rotated on purpose'],
    verify: 'The ExternalSecret is Ready and its target Secret exists',
    undo: 'Take the annotation away again',
    plan(situation) {
      const { subject, evidence, namespace, finding } = situation;
      if (finding.detector === 'storage.secrets-unavailable')
        return {
          target: subject,
          steps: [
            look(
              `Read what the store says: ${finding.message}`,
              kubectl`get secretproviderclasses -n ${namespace} -o yaml`,
            ),
            change(
              'Mend what it names: the role by which the store knows the ServiceAccount, or the path of the secret in the SecretProviderClass',
            ),
            look('The kubelet tries again by itself'),
          ],
        };
      const named = [subject, ...evidence.map(each => each.object)].find(
        each => each.kind === 'ExternalSecret',
      );
      const target = named ?? {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        namespace,
        name: '',
      };
      const at = named ? on(named) : undefined;
      return {
        target: named ? target : subject,
        steps: [
          look('Read why it is not ready', kubectl`get ${at} -o yaml`),
          change(
            'Mend what it names: the login of its store, or the remote key',
          ),
          change(
            'Synchronise at once',
            kubectl`annotate ${at} force-sync=${situation.snapshot.capturedAt.getTime()} --overwrite`,
          ),
          look(
            'See that the Secret exists',
            kubectl`get secrets -n ${namespace}`,
          ),
        ],
      };
    },
  },
  correctAppConfig,
  {
    id: 'rotate-credentials',
    title: 'Align the credentials with the dependency',
    causes: ['credentials-wrong'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.8,
    minutes: 20,
    requires: ['No other consumer shares the account'],
    verify: 'The dependency accepts the login',
    undo: 'Write the former Secret again and start the pods anew',
    plan({ owner, pods, namespace }) {
      const secrets = [
        ...new Set(
          pods
            .slice(0, 1)
            .flatMap(configReferencesOf)
            .filter(each => each.kind === 'Secret')
            .map(each => each.name),
        ),
      ];
      const [only] = secrets.length === 1 ? secrets : [];
      return {
        target: owner,
        steps: [
          look(
            secrets.length > 0
              ? `See the Secrets that the pods read: ${secrets.join(', ')}`
              : 'Find where the pods have their login from',
            only ? kubectl`describe secret -n ${namespace} ${only}` : undefined,
          ),
          look('Check the user, its password and its grants on the dependency'),
          change('Correct the Secret at its source'),
          restart(owner),
          watch(owner),
          change('Revoke the old credential last'),
        ],
      };
    },
  },
];
