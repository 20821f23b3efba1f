import { AGES, Filter, SEVERITIES, STATES } from '../format/incidentFilters';
import { useText } from './useText';

/** How a value of a filter of the list of incidents reads, wherever it is told. */
export function useFilterValueText(): (
  filter: Filter,
  value: string,
) => string {
  const t = useText();
  return (filter, value) => {
    const severity = SEVERITIES.find(each => each === value);
    if (filter === 'severity' && severity) return t(`severity.${severity}`);
    const state = STATES.find(each => each === value);
    if (filter === 'state' && state) return t(`lifecycle.state.${state}`);
    const age = AGES.find(each => each === value);
    if (filter === 'age' && age) return t(`incidentList.age.${age}`);
    return filter === 'owner' || filter === 'system'
      ? value.slice(value.lastIndexOf('/') + 1)
      : value;
  };
}
