import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Navigate } from 'react-router-dom';
import { failureKind, isForbidden } from '../../format/failures';
import { useAlertTarget } from '../../hooks/useAlertTarget';
import { useText } from '../../hooks/useText';
import { incidentRouteRef } from '../../routes';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { NoAlertTarget } from './NoAlertTarget';

export interface AlertTargetPageProps {
  /** The labels of the alert as a query. */
  search: string;
}

/** Leads from the link of an alert to its incident, else to the entity that it is about. */
export function AlertTargetPage({ search }: AlertTargetPageProps) {
  const t = useText();
  const incidentPath = useRouteRef(incidentRouteRef);
  const entityPath = useRouteRef(entityRouteRef);
  const { value, error, refresh } = useAlertTarget(search);
  if (error && isForbidden(error))
    return <ForbiddenState title={t('alerts.forbidden')} />;
  if (error && failureKind(error) === 'notFound')
    return <NoAlertTarget search={search} />;
  if (error)
    return (
      <FailedState subject="alertTarget" error={error} onRetry={refresh} />
    );
  if (!value) return <LoadingState subject="alertTarget" />;
  const { entityRef, incident } = value;
  if (incident) return <Navigate replace to={incidentPath({ id: incident })} />;
  if (entityRef)
    return <Navigate replace to={entityPath(parseEntityRef(entityRef))} />;
  return <NoAlertTarget search={search} />;
}
