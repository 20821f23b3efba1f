import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { useOrigin } from '../../hooks/useOrigin';
import { useText } from '../../hooks/useText';
import { incidentsRouteRef } from '../../routes';

/** Leads from an incident to where the reader came from: the list as it was, or the entity. */
export function WayBack() {
  const t = useText();
  const incidentsPath = useRouteRef(incidentsRouteRef);
  const origin = useOrigin();
  return origin?.entityRef ? (
    <WayToEntity path={origin.path} entityRef={origin.entityRef} />
  ) : (
    <Link to={origin?.path ?? incidentsPath()}>{t('page.back')}</Link>
  );
}

function WayToEntity({ path, entityRef }: { path: string; entityRef: string }) {
  const t = useText();
  const { primaryTitle } = useEntityPresentation(entityRef, {
    defaultKind: 'component',
  });
  return <Link to={path}>{t('page.backTo', { entity: primaryTitle })}</Link>;
}
