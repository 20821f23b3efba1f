import {
  IncidentRole,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { EntityLinks } from './EntityLinks';

export interface ConcernedEntitiesProps {
  incident: StoredIncident;
  /** The entity in whose page they stand: of it this says nothing. */
  entityRef?: string;
}

/** Facts: what caused an incident, who owns that, and what else it affects. */
export function ConcernedEntities({
  entityRef,
  incident,
}: ConcernedEntitiesProps) {
  const t = useText();
  const entitiesOf = (role: IncidentRole) =>
    incident.entities
      .filter(each => each.role === role)
      .map(each => each.entityRef)
      .filter(each => each !== entityRef);
  // An entity's own page says by itself whether the cause lies there.
  const causing = entityRef ? [] : entitiesOf('cause');
  const suffering = entitiesOf('affected');
  return (
    <>
      {causing.length > 0 && (
        <Fact label={t('incidents.causedBy')}>
          <EntityLinks entityRefs={causing} />
        </Fact>
      )}
      {incident.owners.length > 0 && (
        <Fact label={t('ownership.owner')}>
          <EntityLinks entityRefs={incident.owners} defaultKind="group" />
        </Fact>
      )}
      {suffering.length > 0 && (
        <Fact label={t('incidents.alsoAffects')}>
          <EntityLinks entityRefs={suffering} />
        </Fact>
      )}
    </>
  );
}
