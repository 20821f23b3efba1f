import { isOneEditAway } from '../../detectors/references/nearbyServices';
import { referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { parseQuantity } from '../../snapshot/quantity';
import { neatAmount } from '../amounts';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import {
  change,
  look,
  merge,
  operations,
  patchStep,
  pointer,
  replace,
  test,
  undo,
  watch,
} from '../steps';
import { containerPatch, podSpecPatch } from '../templatePatch';

const EXCEEDED =
  /exceeded quota: ([\w.-]+), requested: (\S+), used: (\S+), limited: (\S+)/;

/** `requests.cpu=500m,pods=1` as amounts. */
function amountsIn(list = '') {
  return new Map(
    list.split(',').flatMap(each => {
      const [name, quantity] = each.split('=');
      const amount = parseQuantity(quantity);
      return name && amount !== undefined ? [[name, amount] as const] : [];
    }),
  );
}

/** The refusal in the API server's words. */
function refusal({ evidence, finding }: Situation) {
  return [
    finding.message,
    ...evidence.flatMap(each => (each.type === 'event' ? [each.message] : [])),
    ...evidence.flatMap(each =>
      each.type === 'field' && typeof each.value === 'string'
        ? [each.value]
        : [],
    ),
  ].join('\n');
}

/** What the quota would have to allow for the pods that are refused: what is used and one more pod's share for each that lacks. */
function roomNeeded(situation: Situation) {
  const [, quota, requested, used, limited] =
    EXCEEDED.exec(refusal(situation)) ?? [];
  if (!quota) return undefined;
  const { workload } = situation;
  const wanted =
    (workload?.spec as { replicas?: number } | undefined)?.replicas ?? 1;
  const there =
    (workload?.status as { replicas?: number } | undefined)?.replicas ?? 0;
  const lacking = Math.max(1, wanted - there);
  const usedAmounts = amountsIn(used);
  const limits = amountsIn(limited);
  const hard = [...amountsIn(requested)].flatMap(([name, amount]) => {
    const needed = (usedAmounts.get(name) ?? 0) + amount * lacking;
    return needed > (limits.get(name) ?? Infinity)
      ? [[name, neatAmount(name, needed)] as const]
      : [];
  });
  return { quota, hard: Object.fromEntries(hard) };
}

export const admissionRules: readonly RecommendationRule[] = [
  {
    id: 'raise-quota',
    title: 'Make room in the quota',
    causes: ['quota-blocks'],
    findings: ['quota.*'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.88,
    minutes: 10,
    requires: [
      'The cluster can carry it, and whoever owns the quota as a budget agrees',
    ],
    verify: 'Less than 90 % of the quota is used and every replica is there',
    undo: 'Write the former quota again',
    plan(situation) {
      const { namespace, subject, finding, snapshot, workload, container } =
        situation;
      const needed = roomNeeded(situation);
      const name = needed?.quota ?? finding.key?.split('/')[0];
      const quota = snapshot.get('ResourceQuota', namespace, name);
      const target = quota ? referenceTo(quota) : subject;
      const current = Object.fromEntries(
        Object.keys(needed?.hard ?? {}).map(each => [
          each,
          quota?.spec?.hard?.[each] ?? null,
        ]),
      );
      const isUnstated = situation.has(
        'create.quota-needs-requests',
        'quota.template-needs-requests',
      );
      const open = (resource: string) =>
        blank(
          resource.toUpperCase(),
          `the ${resource} that the container needs: the 95th percentile of a week’s use, or a guess to start with`,
        );
      return {
        target: isUnstated ? situation.owner : target,
        parameters: Object.entries(needed?.hard ?? {}).map(
          ([resource, proposed]) => ({
            name: resource,
            current: current[resource] ?? null,
            proposed,
            because: 'what is used, and the share of every pod that is refused',
          }),
        ),
        steps: [
          look(
            'See what is used',
            kubectl`describe resourcequota -n ${namespace}`,
          ),
          isUnstated
            ? patchStep(
                'State what the quota asks for',
                containerPatch(workload, container, {
                  resources: {
                    requests: { cpu: open('cpu'), memory: open('memory') },
                    limits: { cpu: open('cpu'), memory: open('memory') },
                  },
                }),
              )
            : change(
                'Remove what is left over: finished Jobs, claims and Services that nobody uses; or lower requests',
              ),
          quota && needed && Object.keys(needed.hard).length > 0
            ? patchStep(
                'If its owner agrees, raise the quota',
                merge(target, { spec: { hard: needed.hard } }),
              )
            : undefined,
          look('The controller tries again within minutes'),
        ],
        rollback:
          quota && needed
            ? [
                patchStep(
                  'Write the former quota again',
                  merge(target, { spec: { hard: current } }),
                ),
              ]
            : [],
      };
    },
  },
  {
    id: 'fit-limitrange',
    title: 'Fit the container to the LimitRange',
    causes: ['limitrange-blocks'],
    findings: ['limitrange.*'],
    action: 'patch-resources',
    risk: 'low',
    prior: 0.9,
    minutes: 5,
    requires: ['The container can work with the new value'],
    verify: 'The pods are created',
    undo: 'Return to the revision before',
    plan(situation) {
      const { namespace, owner, workload, container } = situation;
      const found = limitRangeFit(situation);
      return {
        target: owner,
        parameters: [
          found && {
            name: `${found.resource} ${found.field === 'limits' ? 'limit' : 'request'}`,
            ...(found.current ? { current: found.current } : {}),
            proposed: found.bound,
            because: `the ${found.bound === found.max ? 'most' : 'least'} that the LimitRange allows`,
          },
        ],
        steps: [
          look(
            'See what is allowed',
            kubectl`get limitranges -n ${namespace} -o yaml`,
          ),
          patchStep(
            'Bring the container within it',
            found &&
              containerPatch(workload, container, {
                resources: {
                  [found.field]: { [found.resource]: found.bound },
                  ...(found.requestToo
                    ? { requests: { [found.resource]: found.bound } }
                    : {}),
                },
              }),
          ) ?? change('Bring the container within it'),
          change('Or let the owner of the LimitRange change it'),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'comply-pod-security',
    title: 'Meet the policy that refuses the pods',
    causes: ['pod-security-blocks'],
    findings: ['security.psa-would-reject'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.8,
    minutes: 20,
    requires: ['The workload does not need the privilege that is refused'],
    verify: 'The pods are created and work',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload, template, finding } = situation;
      const fields = securityFields(refusal(situation));
      const containers = template?.spec?.containers ?? [];
      const init = template?.spec?.initContainers ?? [];
      const each = ({ name }: { name: string }) => ({
        name,
        securityContext: fields.container,
      });
      const hasContainerFields = Object.keys(fields.container).length > 0;
      const isEmpty =
        !hasContainerFields && Object.keys(fields.pod).length === 0;
      return {
        target: owner,
        steps: [
          look(`Read which rule refuses what: ${finding.message}`),
          isEmpty
            ? change('Change what the rule names in the template')
            : (patchStep(
                'Give up the privileges that the rule names',
                podSpecPatch(workload, {
                  ...(Object.keys(fields.pod).length > 0
                    ? { securityContext: fields.pod }
                    : {}),
                  ...(hasContainerFields
                    ? {
                        containers: containers.map(each),
                        ...(init.length > 0
                          ? { initContainers: init.map(each) }
                          : {}),
                      }
                    : {}),
                }),
              ) ?? change('Give up the privileges that the rule names')),
          /host(?:Network|PID|IPC|Path|Port)|host namespaces/i.test(
            refusal(situation),
          )
            ? change(
                'Do without the namespaces, paths and ports of the host that it names, or ask the owner of the policy for a namespace with an exception',
              )
            : undefined,
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'repair-webhook',
    title: 'Repair the webhook, or bypass it in need',
    causes: ['webhook-broken'],
    findings: ['webhook.*'],
    action: 'none',
    risk: 'high',
    prior: 0.88,
    minutes: 10,
    requires: [
      'Whoever is responsible for what the webhook guards agrees to any bypass',
    ],
    verify: 'Objects can be created again',
    undo: 'Set failurePolicy to Fail again',
    plan(situation) {
      const found = webhookNamed(situation);
      if (!found)
        return {
          target: situation.subject,
          steps: [
            look(
              'Find the webhook’s configuration, and the Service that it calls',
              kubectl`get validatingwebhookconfigurations,mutatingwebhookconfigurations`,
            ),
            change('Restore the pods behind that Service'),
          ],
        };
      const { configuration, index, name, service, failurePolicy } = found;
      const target = referenceTo(configuration);
      const path = (field: string) => pointer('webhooks', index, field);
      return {
        target,
        steps: [
          look(
            'See what is wrong with the pods that answer for it, and restore them first',
            service
              ? kubectl`get pods,endpointslices -n ${service.namespace}`
              : kubectl`describe ${on(target)}`,
          ),
          failurePolicy === 'Ignore'
            ? undefined
            : patchStep(
                'Only in need, and until they are back: let requests pass without it',
                operations(target, test(path('name'), name), {
                  op: 'add',
                  path: path('failurePolicy'),
                  value: 'Ignore',
                }),
              ),
          change(
            'If its certificate is not trusted, renew caBundle through its injector or issuer',
          ),
          change(
            'Afterwards, exclude the webhook’s own namespace, so that it cannot block itself',
          ),
        ],
        rollback: [
          patchStep(
            'Let it guard again',
            operations(
              target,
              test(path('name'), name),
              replace(path('failurePolicy'), failurePolicy ?? 'Fail'),
            ),
          ),
        ],
      };
    },
  },
  {
    id: 'create-identity',
    title: 'Create the missing ServiceAccount or class',
    causes: ['identity-missing'],
    findings: ['config.service-account-missing'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.92,
    minutes: 5,
    requires: ['It is known what rights the account shall have'],
    verify: 'The pods are created',
    undo: 'Delete what was created',
    plan(situation) {
      const { workload, snapshot, owner, finding, namespace } = situation;
      const [missing] = situation.missing(
        'ServiceAccount',
        'PriorityClass',
        'RuntimeClass',
      );
      const kind =
        missing?.kind ??
        (situation.has('create.priority-class-missing')
          ? 'PriorityClass'
          : situation.has('create.runtime-class-missing')
            ? 'RuntimeClass'
            : 'ServiceAccount');
      const name = missing?.name ?? finding.key;
      if (!name) return undefined;
      const isAccount = kind === 'ServiceAccount';
      const near = snapshot
        .all(kind)
        .filter(
          ({ metadata }) =>
            (!isAccount || metadata.namespace === namespace) &&
            isOneEditAway(metadata.name, name),
        )
        .map(({ metadata }) => metadata.name);
      const [only] = near.length === 1 ? near : [];
      const field = isAccount
        ? 'serviceAccountName'
        : kind === 'PriorityClass'
          ? 'priorityClassName'
          : 'runtimeClassName';
      const target = missing ?? {
        kind,
        ...(isAccount ? { namespace } : {}),
        name,
      };
      return {
        target: only ? owner : target,
        parameters: [
          only
            ? {
                name: field,
                current: name,
                proposed: only,
                because: 'the only one with nearly that name',
              }
            : undefined,
        ],
        steps: [
          look(`Find ${kind} ${name} in its source, or in another cluster`),
          only
            ? patchStep(
                `If ${only} was meant, name it`,
                podSpecPatch(
                  workload,
                  isAccount
                    ? { serviceAccountName: only, serviceAccount: null }
                    : { [field]: only },
                ),
              )
            : undefined,
          change(
            `Or create ${kind} ${name} from its source, with its bindings and annotations`,
            isAccount
              ? kubectl`create serviceaccount -n ${namespace} ${name}`
              : undefined,
          ),
          look('The controller tries again by itself'),
        ],
        rollback: [
          only
            ? undo(owner)
            : isAccount
              ? change('Delete it', kubectl`delete ${on(target)}`)
              : change('Delete it'),
        ],
      };
    },
  },
  {
    id: 'grant-least-rbac',
    title: 'Grant exactly the permission that is refused',
    causes: ['rbac-missing'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.88,
    minutes: 10,
    requires: [
      {
        text: 'The permission does not let its holder take more: none on Secrets, no escalate, bind, impersonate or *',
        judge: situation => {
          const wanted = permissionIn(situation.message);
          return wanted ? !isDangerous(wanted) : undefined;
        },
      },
    ],
    verify: 'The log no longer says forbidden',
    undo: 'Delete the role and its binding',
    plan(situation) {
      const wanted = permissionIn(situation.message);
      if (!wanted)
        return {
          target: situation.subject,
          steps: [
            look(`See who is refused what: ${situation.message}`),
            change(
              'Create the role or the subject that the binding names, or correct the binding',
            ),
          ],
        };
      const { namespace, account, verb, resource, scope } = wanted;
      const subject = `${namespace}:${account}`;
      const name = `${account}-${verb}-${resource.replace(/[^a-z0-9]+/g, '-')}`;
      const noun = scope ? 'role' : 'clusterrole';
      const isSafe = !isDangerous(wanted);
      return {
        target: {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          namespace,
          name: account,
        },
        steps: [
          look(
            'Ask the API server',
            scope
              ? kubectl`auth can-i ${verb} ${resource} -n ${scope} --as=system:serviceaccount:${subject}`
              : kubectl`auth can-i ${verb} ${resource} -A --as=system:serviceaccount:${subject}`,
          ),
          change(
            isSafe
              ? 'Make a role with that permission only'
              : 'Ask the cluster’s owner whether it may have this permission',
            isSafe
              ? scope
                ? kubectl`create role -n ${scope} ${name} --verb=${verb} --resource=${resource}`
                : kubectl`create clusterrole ${name} --verb=${verb} --resource=${resource}`
              : undefined,
          ),
          isSafe
            ? change(
                'Bind it to the account',
                scope
                  ? kubectl`create rolebinding -n ${scope} ${name} --role=${name} --serviceaccount=${subject}`
                  : kubectl`create clusterrolebinding ${name} --clusterrole=${name} --serviceaccount=${subject}`,
              )
            : undefined,
          look('Start the pods anew if the program does not try again'),
        ],
        rollback: isSafe
          ? [
              change(
                'Delete both',
                scope
                  ? kubectl`delete -n ${scope} ${noun}/${name} ${`${noun}binding/${name}`}`
                  : kubectl`delete ${noun}/${name} ${`${noun}binding/${name}`}`,
              ),
            ]
          : [],
      };
    },
  },
];

interface Permission {
  namespace: string;
  account: string;
  verb: string;
  resource: string;
  scope?: string;
}

function permissionIn(message: string): Permission | undefined {
  const [, namespace, account, verb, resource, scope] =
    /ServiceAccount ([a-z0-9-]+)\/([a-z0-9.-]+) may not ([a-z]+) ([a-z0-9./-]+)(?: in namespace ([a-z0-9-]+))?/.exec(
      message,
    ) ?? [];
  return namespace
    ? { namespace, account, verb, resource, ...(scope ? { scope } : {}) }
    : undefined;
}

function isDangerous({ verb, resource }: Permission) {
  return (
    /^secrets\b/.test(resource) ||
    ['escalate', 'bind', 'impersonate'].includes(verb)
  );
}

/** What the refusal of Pod Security names, as the fields that meet it. */
function securityFields(text: string) {
  const container = {
    ...(/allowPrivilegeEscalation/.test(text)
      ? { allowPrivilegeEscalation: false }
      : {}),
    ...(/unrestricted capabilities|non-default capabilities/.test(text)
      ? { capabilities: { drop: ['ALL'] } }
      : {}),
    ...(/\bprivileged \(/.test(text) ? { privileged: false } : {}),
  };
  const pod = {
    ...(/runAsNonRoot/.test(text) ? { runAsNonRoot: true } : {}),
    ...(/seccompProfile/.test(text)
      ? { seccompProfile: { type: 'RuntimeDefault' } }
      : {}),
  };
  return { container, pod };
}

/** The webhook that the subject or the finding names, and where it stands. */
function webhookNamed({ subject, snapshot, finding }: Situation) {
  const kinds = [
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
  ] as const;
  for (const kind of kinds)
    for (const configuration of snapshot.all(
      kind,
    ) as readonly KnownKinds['ValidatingWebhookConfiguration'][]) {
      const isSubject =
        subject.kind === kind && subject.name === configuration.metadata.name;
      const index = (configuration.webhooks ?? []).findIndex(
        each =>
          each.name === subject.name ||
          each.name === finding.key ||
          (isSubject && !finding.key),
      );
      const webhook = configuration.webhooks?.[index];
      if (webhook)
        return {
          configuration,
          index,
          name: webhook.name,
          service: webhook.clientConfig?.service,
          failurePolicy: webhook.failurePolicy,
        };
    }
  return undefined;
}

/** The bound that a container breaks, as the LimitRanges of its namespace have it. */
function limitRangeFit({ snapshot, namespace, container }: Situation) {
  for (const range of snapshot.inNamespace('LimitRange', namespace))
    for (const { type, min = {}, max = {} } of range.spec?.limits ?? []) {
      if (type !== 'Container') continue;
      const { limits = {}, requests = {} } = container?.spec.resources ?? {};
      for (const [resource, bound] of Object.entries(max)) {
        const most = parseQuantity(bound) ?? Infinity;
        if ((parseQuantity(limits[resource]) ?? 0) > most)
          return {
            resource,
            field: 'limits',
            bound,
            max: bound,
            current: limits[resource],
            requestToo: (parseQuantity(requests[resource]) ?? 0) > most,
          };
      }
      for (const [resource, bound] of Object.entries(min)) {
        const amount = parseQuantity(requests[resource]);
        if (amount !== undefined && amount < (parseQuantity(bound) ?? 0))
          return {
            resource,
            field: 'requests',
            bound,
            max: max[resource],
            current: requests[resource],
            requestToo: false,
          };
      }
    }
  return undefined;
}
