import Button from '@mui/material/Button';
import {
  activeFilters,
  Filter,
  FILTERS,
  valuesOf,
} from '../../format/incidentFilters';
import {
  FilterOptionsSources,
  useFilterOptions,
} from '../../hooks/useFilterOptions';
import { useText } from '../../hooks/useText';
import { Line } from '../Line';
import { FilterSelect } from './FilterSelect';

export interface IncidentFilterBarProps extends FilterOptionsSources {
  narrow(filter: Filter, values: readonly string[]): void;
  clear(): void;
}

/** What the list of incidents is narrowed to. */
export function IncidentFilterBar(props: IncidentFilterBarProps) {
  const { narrow, clear, ...sources } = props;
  const { filters } = sources;
  const t = useText();
  const options = useFilterOptions(sources);
  // Most portals have no systems.
  const shown = FILTERS.filter(
    each => each !== 'system' || options.system.length > 0,
  );
  return (
    <Line gap={1} role="group" aria-label={t('page.filters')}>
      {shown.map(filter => (
        <FilterSelect
          key={filter}
          label={t(`page.filter.${filter}`)}
          options={options[filter]}
          chosen={valuesOf(filters, filter)}
          onChoose={values =>
            // Of two ages the longer one says it all, so that the one chosen last replaces the other.
            narrow(filter, filter === 'age' ? values.slice(-1) : values)
          }
        />
      ))}
      {activeFilters(filters).length > 0 && (
        <Button size="small" onClick={clear} sx={{ textTransform: 'none' }}>
          {t('page.clear')}
        </Button>
      )}
    </Line>
  );
}
