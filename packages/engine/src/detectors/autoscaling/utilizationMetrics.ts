import { KnownKinds } from '../../snapshot/objects';

/** A metric that is a share of the request. */
export interface UtilizationMetric {
  resource: string;
  /** Only this container counts; all of them when not given. */
  container?: string;
}

/** The metrics of an autoscaler that are shares of what containers request. */
export function utilizationMetrics({
  spec,
}: KnownKinds['HorizontalPodAutoscaler']): UtilizationMetric[] {
  return (spec?.metrics ?? []).flatMap<UtilizationMetric>(metric => {
    if (metric.type === 'Resource') {
      const { name, target } = metric.resource ?? {};
      return name && target?.averageUtilization ? [{ resource: name }] : [];
    }
    const { name, container, target } = metric.containerResource ?? {};
    return name && container && target?.averageUtilization
      ? [{ resource: name, container }]
      : [];
  });
}
