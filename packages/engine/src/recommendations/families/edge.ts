import { isDefaultClass } from '../../detectors/ingress/ingressClassOf';
import { referenceTo } from '../../findings/evidence';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation } from '../Situation';
import { change, look, merge, patchStep, restart, undo } from '../steps';

/** The class that an Ingress without a usable one is probably to have: the default one, else the only one. */
function ingressClass({ snapshot }: Situation) {
  const classes = snapshot.all('IngressClass');
  const chosen =
    classes.find(isDefaultClass) ??
    (classes.length === 1 ? classes[0] : undefined);
  return (
    chosen && {
      name: chosen.metadata.name,
      because: isDefaultClass(chosen)
        ? 'the cluster’s default class'
        : 'the only class of the cluster',
    }
  );
}

export const edgeRules: readonly RecommendationRule[] = [
  {
    id: 'fix-edge-route',
    title: 'Repair what the Ingress, Gateway or route refers to',
    causes: ['edge-route-wrong'],
    findings: ['ingress.*', 'gateway.*', 'route.*'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.88,
    minutes: 10,
    requires: ['No other team shares the host'],
    verify: 'Its controller accepts it, and the host answers with its path',
    undo: 'Write the former reference again',
    plan(situation) {
      const { subject, finding } = situation;
      const ingress = situation.object('Ingress');
      const needsClass = situation.has(
        'ingress.class-missing',
        'ingress.no-class',
      );
      if (ingress && needsClass) {
        const target = referenceTo(ingress);
        const found = ingressClass(situation);
        const current = ingress.spec?.ingressClassName;
        return {
          target,
          parameters: [
            found && {
              name: 'ingressClassName',
              ...(current ? { current } : {}),
              proposed: found.name,
              because: found.because,
            },
          ],
          steps: [
            look('See which classes there are', kubectl`get ingressclasses`),
            patchStep(
              'Set the class',
              merge(target, {
                spec: {
                  ingressClassName:
                    found?.name ??
                    blank(
                      'CLASS',
                      'the class whose controller is to serve it; if there is none, a controller has to be installed',
                    ),
                },
              }),
            ),
          ],
          rollback: [
            patchStep(
              'Write the former class again',
              merge(target, {
                spec: { ingressClassName: current ?? null },
              }),
            ),
          ],
        };
      }
      return {
        target: subject,
        steps: [
          look(
            'Read what its controller says of it',
            kubectl`describe ${on(subject)}`,
          ),
          change(`Correct what it refers to: ${finding.message}`),
          situation.has('route.reference-not-granted')
            ? change(
                'Or let the owner of the other namespace add a ReferenceGrant there',
              )
            : undefined,
        ],
      };
    },
  },
  {
    id: 'restore-edge-controller',
    title: 'Bring the controller of the way in back',
    causes: ['edge-controller-down'],
    action: 'rollout-restart',
    risk: 'medium',
    prior: 0.8,
    minutes: 15,
    requires: ['It is not the only replica at the busiest hour'],
    verify: 'Every route of the class has an address again',
    undo: 'Return to the revision before',
    plan(situation) {
      const { subject, workload, owner, finding } = situation;
      return {
        target: workload ? owner : subject,
        ...(workload ? {} : { action: 'none' as const }),
        steps: [
          look(
            `Find the controller’s pods, and what is wrong with them: ${finding.message}`,
            workload
              ? kubectl`describe ${on(owner)}`
              : kubectl`get pods -A -o wide`,
          ),
          change(
            'Do what their own incident recommends, or install the controller where there is none',
          ),
          workload ? restart(owner) : undefined,
        ],
        rollback: workload ? [undo(owner)] : [],
      };
    },
  },
];
