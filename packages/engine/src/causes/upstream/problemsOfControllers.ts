import { Symptom } from '../../findings/Finding';
import { CauseContext } from '../Cause';
import { failingContainers } from '../failingContainers';
import { Upstream } from './Upstream';

/** What may ail the pods of a controller, and lists that it is down as its symptom. */
const TROUBLE_OF_PODS: readonly string[] = [
  ...failingContainers,
  'pod.oom-killed',
  'pod.config-error',
  'pod.container-create-error',
  'pod.container-start-error',
  'config.configmap-missing',
  'config.secret-missing',
  'image.auth-failed',
  'image.not-found',
];

/** Controllers that are down, as one of these detectors found, wherever they run: by themselves, or for what ails their pods. */
export function problemsOfControllers(...detectors: string[]) {
  return function* problems({ foundBy }: CauseContext): Iterable<Upstream> {
    const isOfController = ({ detector }: Symptom) =>
      detectors.includes(detector);
    for (const problem of foundBy(detectors))
      if (problem.tier === 'problem') yield { problem };
    for (const problem of foundBy(TROUBLE_OF_PODS))
      if (problem.tier === 'problem' && problem.symptoms?.some(isOfController))
        yield { problem, isOfAnyCause: true };
  };
}
