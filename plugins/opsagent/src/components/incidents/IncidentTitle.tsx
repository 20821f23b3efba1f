import Typography from '@mui/material/Typography';
import { StoredIncident } from '@opsagent/backstage-plugin-opsagent-common';
import { useLocation } from 'react-router-dom';
import { originState } from '../../hooks/useOrigin';
import { IncidentLink } from './IncidentLink';

export interface IncidentTitleProps {
  id: string;
  incident: Pick<StoredIncident, 'id' | 'title'>;
  /** The entity in whose page it stands; absent on the incident's own page. */
  entityRef?: string;
  /** Less prominent than what is around it. */
  quiet?: boolean;
}

/** What has happened, leading to the incident's own page and from there back to where it stands. */
export function IncidentTitle(props: IncidentTitleProps) {
  const { id, incident, entityRef, quiet } = props;
  return (
    <Typography
      id={id}
      component="h3"
      sx={{
        ...(quiet && { mt: 0.5 }),
        fontSize: quiet ? '0.95rem' : '1.05rem',
        fontWeight: quiet ? 600 : 700,
        overflowWrap: 'anywhere',
      }}
    >
      {entityRef ? (
        <TitleLink incident={incident} entityRef={entityRef} />
      ) : (
        incident.title
      )}
    </Typography>
  );
}

function TitleLink({
  incident: { id, title },
  entityRef,
}: Required<Pick<IncidentTitleProps, 'incident' | 'entityRef'>>) {
  const { pathname, search } = useLocation();
  return (
    <IncidentLink
      id={id}
      state={originState({ path: `${pathname}${search}`, entityRef })}
    >
      {title}
    </IncidentLink>
  );
}
