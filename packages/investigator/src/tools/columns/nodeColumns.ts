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

/** With the conditions that are not well, and what pods can be given. */
export const nodeColumns: ColumnsOf = node => {
  const spec = specOf(node);
  const status = statusOf(node);
  const ready = entriesOf(status.conditions).find(
    ({ type }) => type === 'Ready',
  );
  const { cpu, memory, pods, ...others } = fieldsOf(status.allocatable);
  return {
    ready: ready?.status ?? 'Unknown',
    ...(spec.unschedulable ? { unschedulable: true } : {}),
    taints: unlessEmpty(entriesOf(spec.taints).map(describeTaint)),
    notWell: troubleIn(status.conditions),
    allocatable: {
      cpu,
      memory,
      pods,
      'ephemeral-storage': others['ephemeral-storage'],
      ...devicesIn(others),
    },
    kubelet: fieldsOf(status.nodeInfo).kubeletVersion,
  };
};

function describeTaint({ effect, key, timeAdded, value }: Fields) {
  const since = timeAdded ? ` since ${timeAdded}` : '';
  return `${key}${value ? `=${value}` : ''}:${effect}${since}`;
}

/** Such as `nvidia.com/gpu`. */
function devicesIn(resources: Fields) {
  return Object.fromEntries(
    Object.entries(resources).filter(([name]) => name.includes('/')),
  );
}
