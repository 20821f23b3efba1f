import { formatSelector } from '../../graph/labels';
import { kubectl } from '../kubectl';
import { Situation } from '../Situation';
import { look } from '../steps';

/** Looks at what the containers use. */
export function usage({ namespace, template }: Situation) {
  const labels = template?.metadata?.labels;
  return look(
    'See what the containers use, and the peak of a week where it is measured',
    labels &&
      kubectl`top pod -n ${namespace} -l ${formatSelector(labels)} --containers`,
  );
}
