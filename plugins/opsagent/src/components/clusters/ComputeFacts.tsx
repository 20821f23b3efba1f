import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { Pods } from './PodFigures';
import { ResourceBar } from './ResourceBar';

export interface ComputeFactsProps {
  pods: Pods;
  /** CPU in cores, memory in bytes. */
  allocatable?: { cpu: number; memory: number };
}

/** What pods ask of CPU and memory, as rows of `Facts`. */
export function ComputeFacts({ pods, allocatable }: ComputeFactsProps) {
  const t = useText();
  return (
    <>
      {(['cpu', 'memory'] as const).map(resource => (
        <Fact key={resource} label={t(`clusterPages.column.${resource}`)}>
          <ResourceBar
            resource={resource}
            requests={pods.requests[resource]}
            limits={pods.limits[resource]}
            allocatable={allocatable?.[resource]}
          />
        </Fact>
      ))}
    </>
  );
}
