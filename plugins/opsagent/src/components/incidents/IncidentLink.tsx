import { Link, LinkProps } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { ReactNode } from 'react';
import { incidentPageRouteRef } from '../../routes';

export interface IncidentLinkProps extends Omit<LinkProps, 'to'> {
  id: string;
  children: ReactNode;
}

/** Leads to the page of an incident; in a portal without the page it is the text alone. */
export function IncidentLink({ id, children, ...link }: IncidentLinkProps) {
  const incidentPath = useRouteRef(incidentPageRouteRef);
  return incidentPath ? (
    <Link {...link} to={incidentPath({ id })}>
      {children}
    </Link>
  ) : (
    <span style={link.style}>{children}</span>
  );
}
