import { useLocation } from 'react-router-dom';
import { AlertTargetPage } from './AlertTargetPage';
import { FiringAlerts } from './FiringAlerts';

/** The alerts that fire; with labels in the URL, as alerts link to it, the way to the incident of that alert. */
export function AlertsPage() {
  const { search } = useLocation();
  return search.length > 1 ? (
    <AlertTargetPage key={search} search={search} />
  ) : (
    <FiringAlerts />
  );
}
