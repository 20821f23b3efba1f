import {
  ColumnsOf,
  entriesOf,
  Fields,
  fieldsOf,
  specOf,
  statusOf,
  unlessEmpty,
} from './Columns';
import { troubleIn } from './conditions';

export const quotaColumns: ColumnsOf = quota => {
  const { hard, used } = statusOf(quota);
  const { scopes, scopeSelector } = specOf(quota);
  return { hard: hard ?? specOf(quota).hard, used, scopes, scopeSelector };
};

export const limitRangeColumns: ColumnsOf = limits => ({
  limits: specOf(limits).limits,
});

export const autoscalerColumns: ColumnsOf = autoscaler => {
  const spec = specOf(autoscaler);
  const status = statusOf(autoscaler);
  const { kind, name } = fieldsOf(spec.scaleTargetRef);
  return {
    target: `${kind} ${name}`,
    minimum: spec.minReplicas ?? 1,
    maximum: spec.maxReplicas,
    current: status.currentReplicas,
    desired: status.desiredReplicas,
    lastScaleTime: status.lastScaleTime,
    metrics: entriesOf(spec.metrics).map(metricOf),
    currentMetrics: unlessEmpty(entriesOf(status.currentMetrics).map(metricOf)),
    conditions: troubleIn(
      entriesOf(status.conditions).filter(
        ({ type }) => type !== 'ScalingLimited',
      ),
    ),
  };
};

/** Of `{ type: Resource, resource: {…} }` what stands under the type. */
function metricOf({ type, ...rest }: Fields) {
  const [value] = Object.values(rest);
  return { type, ...fieldsOf(value) };
}

export const disruptionBudgetColumns: ColumnsOf = budget => {
  const { maxUnavailable, minAvailable, selector } = specOf(budget);
  const { currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods } =
    statusOf(budget);
  return {
    minAvailable,
    maxUnavailable,
    selector,
    expectedPods,
    currentHealthy,
    desiredHealthy,
    disruptionsAllowed,
  };
};

export const priorityClassColumns: ColumnsOf = ({
  globalDefault,
  preemptionPolicy,
  value,
}) => ({
  value,
  ...(globalDefault ? { globalDefault } : {}),
  ...(preemptionPolicy === 'Never' ? { preemptionPolicy } : {}),
});

/** Of admission webhooks where they are asked and what happens when they do not answer. */
export const webhookColumns: ColumnsOf = ({ webhooks }) => ({
  webhooks: entriesOf(webhooks).map(
    ({
      clientConfig,
      failurePolicy,
      name,
      namespaceSelector,
      rules,
      timeoutSeconds,
    }) => {
      const { service, url } = fieldsOf(clientConfig);
      const target = fieldsOf(service);
      return {
        name,
        service: service && `${target.namespace}/${target.name}`,
        url,
        failurePolicy,
        timeoutSeconds,
        rules: entriesOf(rules).map(
          ({ operations, resources }) =>
            `${[operations].flat().join(',')} ${[resources].flat().join(',')}`,
        ),
        namespaceSelector,
      };
    },
  ),
});

export const serviceAccountColumns: ColumnsOf = account => ({
  imagePullSecrets: entriesOf(account.imagePullSecrets).map(({ name }) => name),
  ...(account.automountServiceAccountToken === false
    ? { automountServiceAccountToken: false }
    : {}),
  annotations: account.metadata.annotations,
});
