import { IncidentSummary } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { EntityLinks } from './EntityLinks';

export interface OwnershipProps {
  incident: Pick<IncidentSummary, 'entities' | 'owners'>;
}

/** Which entities caused an incident, which only suffer from it, and who owns what caused it, to go on a line that has begun. */
export function Ownership({ incident }: OwnershipProps) {
  const t = useText();
  const entitiesOf = (role: 'cause' | 'affected') =>
    incident.entities
      .filter(each => each.role === role)
      .map(each => each.entityRef);
  const parts = [
    { key: 'causedBy', refs: entitiesOf('cause'), kind: 'component' },
    { key: 'affects', refs: entitiesOf('affected'), kind: 'component' },
    { key: 'ownedBy', refs: incident.owners, kind: 'group' },
  ] as const;
  return (
    <>
      {parts
        .filter(({ refs }) => refs.length > 0)
        .map(({ key, kind, refs }) => (
          <span key={key}>
            {' · '}
            {t(`ownership.${key}`)}{' '}
            <EntityLinks entityRefs={refs} defaultKind={kind} />
          </span>
        ))}
    </>
  );
}
