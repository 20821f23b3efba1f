import { referenceTo } from '../../findings/evidence';
import { parseQuantity } from '../../snapshot/quantity';
import { neatAmount } from '../amounts';
import { blank, kubectl } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import { change, look, merge, patchStep, undo, watch } from '../steps';
import { containerPatch } from '../templatePatch';
import { refusal } from './refusal';

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

export const quotaRules: readonly RecommendationRule[] = [
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
];

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
