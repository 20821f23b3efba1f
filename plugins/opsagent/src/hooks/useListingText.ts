import {
  activeFilters,
  IncidentListing,
  ORDERS,
  valuesOf,
} from '../format/incidentFilters';
import { useFilterValueText } from './useFilterValueText';
import { useText } from './useText';

/** What a list of incidents shows, each filter with its values: “Severity: Critical, High”. Empty when it shows all in the usual order. */
export function useListingText(): (listing: IncidentListing) => string[] {
  const t = useText();
  const valueText = useFilterValueText();
  return ({ filters, order }) => [
    ...activeFilters(filters).map(filter => {
      const values = valuesOf(filters, filter).map(each =>
        valueText(filter, each),
      );
      return `${t(`page.filter.${filter}`)}: ${values.join(', ')}`;
    }),
    ...(order === ORDERS[0]
      ? []
      : [
          `${t('incidentList.order.label')}: ${t(`incidentList.order.${order}`)}`,
        ]),
  ];
}
