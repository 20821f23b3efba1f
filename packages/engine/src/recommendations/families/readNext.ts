import { referenceTo } from '../../findings/evidence';
import { NOT_DETERMINABLE } from '../../incidents/CauseAssessor';
import { kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { look } from '../steps';

/** For causes that cannot be determined, and for findings that speak for themselves: what tells more. */
export const readNext: RecommendationRule = {
  id: 'read-next',
  title: 'Read what tells more',
  causes: [NOT_DETERMINABLE],
  action: 'none',
  risk: 'low',
  prior: 0.5,
  minutes: 5,
  verify: 'The cause is known',
  undo: 'There is nothing to take back',
  plan({ subject, pods, finding, container }) {
    const [pod] = pods;
    const name = finding.affected[0]?.container ?? container?.name;
    const target = pod ? referenceTo(pod) : subject;
    const isRestarted = pod?.status?.containerStatuses?.some(
      each => each.restartCount > 0 && (!name || each.name === name),
    );
    return {
      target,
      steps: [
        look('Read its state and its events', kubectl`describe ${on(target)}`),
        pod && isRestarted
          ? look(
              'Read the log of the run that ended last',
              name
                ? kubectl`logs ${on(target)} -c ${name} --previous --tail=200`
                : kubectl`logs ${on(target)} --all-containers --previous --tail=200`,
            )
          : undefined,
        pod
          ? look(
              'Read its log',
              name
                ? kubectl`logs ${on(target)} -c ${name} --tail=200`
                : kubectl`logs ${on(target)} --all-containers --tail=200`,
            )
          : undefined,
        pod
          ? look('See its owner', kubectl`describe ${on(subject)}`)
          : undefined,
      ],
    };
  },
};
