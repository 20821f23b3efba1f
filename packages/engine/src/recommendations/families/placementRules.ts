import type { Taint } from 'kubernetes-types/core/v1';
import { kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import { change, look, patchStep, undo, watch } from '../steps';
import { podSpecPatch } from '../templatePatch';
import { placementPlan } from './placement';

/** Taints that an agent takes away once the node can work: one that stays was left behind. */
const STARTUP_TAINT =
  /^node\.cloudprovider\.kubernetes\.io\/uninitialized$|(?:agent-not-ready|not-initialized|startup)/;

/** Taints by which Kubernetes itself marks nodes that cannot work. */
const UNFIT_TAINT = /^node\.kubernetes\.io\//;

/** The taint that keeps the pods away, and a node that carries it. */
function taintInTheWay({ evidence, finding }: Situation) {
  const keys = (finding.key ?? '').split(',');
  for (const each of evidence) {
    if (each.type !== 'field' || each.path !== 'spec.taints') continue;
    const taints = (each.value ?? []) as unknown as readonly Taint[];
    const taint =
      taints.find(({ key }) => keys.includes(key)) ??
      taints.find(({ effect }) => effect !== 'PreferNoSchedule');
    if (taint) return { taint, node: each.object };
  }
  return undefined;
}

export const placementRules: readonly RecommendationRule[] = [
  {
    id: 'fix-toleration',
    title: 'Tolerate the taint, or remove it',
    causes: ['node-taint-unfit'],
    findings: ['node.taint-left-behind'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.85,
    minutes: 5,
    requires: [
      'The taint does not mark nodes that are broken or kept for others',
    ],
    verify: 'The pods are scheduled',
    undo: 'Set the taint again, or return to the revision before',
    plan(situation) {
      const { owner, workload, template } = situation;
      const found = taintInTheWay(situation);
      if (!found) return undefined;
      const { taint, node } = found;
      const { key, value, effect } = taint;
      const whole = `${key}${value ? `=${value}` : ''}:${effect}`;
      if (UNFIT_TAINT.test(key))
        return {
          target: node,
          action: 'none' as const,
          steps: [
            look(
              `Kubernetes itself has set ${key}: see what is wrong with the node`,
              kubectl`describe ${on(node)}`,
            ),
            change('Mend the node; the taint goes by itself'),
          ],
        };
      if (STARTUP_TAINT.test(key))
        return {
          target: node,
          steps: [
            look(
              'See why the agent that takes this taint away has not done so',
              kubectl`get pods -A -o wide --field-selector=spec.nodeName=${node.name}`,
            ),
            change(
              'If the node works, take it away',
              kubectl`taint node ${node.name} ${`${key}:${effect}-`}`,
            ),
          ],
          rollback: [
            change('Set it again', kubectl`taint node ${node.name} ${whole}`),
          ],
        };
      const toleration = {
        key,
        operator: value ? 'Equal' : 'Exists',
        ...(value ? { value } : {}),
        effect,
      };
      return {
        target: owner,
        parameters: [
          {
            name: 'toleration',
            proposed: toleration,
            because: `exactly the taint of ${node.name}`,
          },
        ],
        steps: [
          look('Ask what the taint is for', kubectl`describe ${on(node)}`),
          patchStep(
            'If the pods belong there, let them tolerate it; the list keeps what it has',
            podSpecPatch(workload, {
              tolerations: [...(template?.spec?.tolerations ?? []), toleration],
            }),
          ),
          look(
            'Otherwise they need other nodes, or a node selector that leads to them',
          ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'fix-placement-rule',
    title: 'Correct the selector, affinity or spread',
    causes: ['placement-rule-unfit'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.9,
    minutes: 5,
    requires: [
      'The rule does not stand for a licence, a law or a zone’s limits',
    ],
    verify: 'The pods are scheduled',
    undo: 'Return to the revision before, or take the label away again',
    plan: placementPlan,
  },
];
