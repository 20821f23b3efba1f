import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { containerIn } from '../Situation';
import {
  change,
  look,
  patchStep,
  remove,
  replace,
  test,
  undo,
  watch,
} from '../steps';
import { containerOperations } from '../templatePatch';

export const portRules: readonly RecommendationRule[] = [
  {
    id: 'free-host-port',
    title: 'Drop or move the host port',
    causes: ['host-port-taken'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.85,
    minutes: 10,
    requires: ['No client outside of the cluster uses the port of the node'],
    verify: 'The pods are scheduled',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload, template, finding } = situation;
      const wanted = Number(/\d+/.exec(finding.key ?? '')?.[0]);
      const place = (template?.spec?.containers ?? []).flatMap(
        ({ name, ports = [] }) => {
          const index = ports.findIndex(
            ({ hostPort }) => hostPort && (hostPort === wanted || !wanted),
          );
          return index < 0
            ? []
            : [{ name, index, hostPort: ports[index].hostPort }];
        },
      )[0];
      return {
        target: owner,
        steps: [
          look(
            'See who holds the port on each node',
            kubectl`get pods -A -o wide`,
          ),
          patchStep(
            'Drop the host port and let a Service lead to the pods',
            place &&
              containerOperations(
                workload,
                containerIn(template, place.name),
                path => [
                  test(path('ports', place.index, 'hostPort'), place.hostPort),
                  remove(path('ports', place.index, 'hostPort')),
                ],
              ),
          ),
          change('Or give it another host port, or more nodes'),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'resolve-port-clash',
    title: 'Give each container a port of its own',
    causes: ['pod-port-clash'],
    findings: ['pod.duplicate-container-port', 'istio.reserved-port'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.9,
    minutes: 10,
    requires: ['The image lets its port be chosen'],
    verify: 'Both containers are ready',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload, template, finding } = situation;
      const number = Number(/\d+/.exec(finding.key ?? '')?.[0]);
      const users = (template?.spec?.containers ?? []).flatMap(
        ({ name, ports = [] }) => {
          const index = ports.findIndex(each => each.containerPort === number);
          return index < 0 ? [] : [{ name, index }];
        },
      );
      const last = users.at(-1);
      return {
        target: owner,
        steps: [
          look(
            `See which containers share it, and whether one was injected: ${finding.message}`,
            kubectl`describe ${on(owner)}`,
          ),
          patchStep(
            `Let container ${last?.name} listen elsewhere, and tell the program`,
            last &&
              containerOperations(
                workload,
                containerIn(template, last.name),
                path => [
                  test(path('ports', last.index, 'containerPort'), number),
                  replace(
                    path('ports', last.index, 'containerPort'),
                    blank('PORT', 'a port that no container of the pod uses'),
                  ),
                ],
              ),
          ) ?? change('Let one of them listen elsewhere'),
          change('Let target ports and probes follow'),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
];
