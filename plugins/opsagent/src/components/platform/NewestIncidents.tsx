import { IncidentSummary } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { IncidentRow } from '../page/IncidentRow';
import { PlainList } from '../PlainList';
import { OverviewSection } from './OverviewSection';

export interface NewestIncidentsProps {
  /** Latest first. */
  incidents: readonly IncidentSummary[];
}

/** What has begun last and nobody has dealt with. */
export function NewestIncidents({ incidents }: NewestIncidentsProps) {
  const t = useText();
  return (
    <OverviewSection title={t('platform.newest.title')}>
      <PlainList>
        {incidents.map(incident => (
          <IncidentRow key={incident.id} incident={incident} />
        ))}
      </PlainList>
    </OverviewSection>
  );
}
