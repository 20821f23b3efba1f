import Box from '@mui/material/Box';
import {
  EntityHealth,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';
import { consequencesOf } from '../../format/attention';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { Facts } from '../Facts';
import { AffectedObjects } from '../findings/AffectedObjects';
import { Symptoms } from '../findings/Symptoms';
import { RecommendationList } from '../recommendations/RecommendationList';
import { CauseStatement } from './CauseStatement';
import { ConcernedEntities } from './ConcernedEntities';
import { Consequences } from './Consequences';
import { HypothesisEvidence } from './HypothesisEvidence';
import { OtherHypotheses } from './OtherHypotheses';

/** What stands around an incident on its page. */
export interface IncidentContext extends Pick<
  EntityHealth,
  'findings' | 'clusters'
> {
  /** The entity in whose page it stands. */
  entityRef?: string;
}

export interface IncidentDetailsProps {
  incident: StoredIncident;
  context: IncidentContext;
}

/** Why it fails, what else fails because of it, and what to do. */
export function IncidentDetails({ incident, context }: IncidentDetailsProps) {
  const t = useText();
  const [cause, ...others] = incident.causes;
  const proofs = context.findings.filter(each =>
    cause?.findings.includes(each.id),
  );
  const affected = proofs.flatMap(each => each.affected);
  const symptoms = proofs.flatMap(each => each.symptoms);
  const { shown, elsewhere } = consequencesOf(incident, context.findings);
  return (
    <Box>
      <Facts>
        {cause && (
          <>
            <Fact label={t('incidents.cause')}>
              <CauseStatement cause={cause} said={incident.title} />
            </Fact>
            <HypothesisEvidence cause={cause} />
          </>
        )}
        <ConcernedEntities incident={incident} entityRef={context.entityRef} />
        {affected.length > 0 && (
          <Fact label={`${t('incidents.affected')} (${affected.length})`}>
            <AffectedObjects affected={affected} />
          </Fact>
        )}
        {shown.length + elsewhere > 0 && (
          <Fact label={t('incidents.follows')}>
            <Consequences findings={shown} elsewhere={elsewhere} />
          </Fact>
        )}
        {incident.recommendations.length > 0 && (
          <Fact label={t('recommendations.title')}>
            <RecommendationList recommendations={incident.recommendations} />
          </Fact>
        )}
      </Facts>
      <OtherHypotheses causes={others} />
      {symptoms.length > 0 && <Symptoms symptoms={symptoms} />}
    </Box>
  );
}
