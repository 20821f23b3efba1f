import { useId } from 'react';
import { SeverityCard } from '../SeverityCard';
import { KnownSummary } from '../summary/KnownSummary';
import { IncidentHeading } from './IncidentHeading';
import { IncidentDetails, IncidentDetailsProps } from './IncidentDetails';
import { OutsideCause } from './OutsideCause';

/** An incident that nobody has dealt with yet: what, where, since when, why, and what to do. */
export function IncidentCard({ incident, context }: IncidentDetailsProps) {
  const titleId = useId();
  return (
    <SeverityCard severity={incident.severity} titleId={titleId}>
      <IncidentHeading
        incident={incident}
        titleId={titleId}
        entityRef={context.entityRef}
        cluster={context.clusters.find(each => each.name === incident.cluster)}
      />
      <KnownSummary incident={incident.id} />
      <OutsideCause incident={incident} entityRef={context.entityRef} />
      <IncidentDetails incident={incident} context={context} />
    </SeverityCard>
  );
}
