import Box from '@mui/material/Box';
import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { Facts } from '../Facts';
import { ObjectName } from '../ObjectName';
import { AffectedObjects } from './AffectedObjects';
import { EvidenceList } from './EvidenceList';
import { Symptoms } from './Symptoms';

export interface FindingDetailsProps {
  finding: StoredFinding;
}

/** The subject of a finding, its evidence, what suffers from it, and what else it explains. */
export function FindingDetails({ finding }: FindingDetailsProps) {
  const t = useText();
  const { subject, evidence, affected, symptoms, detector } = finding;
  return (
    <Box>
      <Facts>
        <Fact label={t('findings.subject')}>
          <ObjectName object={subject} />
        </Fact>
        <Fact label={t('findings.because')}>
          <EvidenceList evidence={evidence} />
        </Fact>
        {affected.length > 0 && (
          <Fact label={`${t('findings.affected')} (${affected.length})`}>
            <AffectedObjects affected={affected} />
          </Fact>
        )}
        <Fact label={t('findings.rule')}>
          <Box
            component="code"
            sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}
          >
            {detector}
          </Box>
        </Fact>
      </Facts>
      {symptoms.length > 0 && <Symptoms symptoms={symptoms} />}
    </Box>
  );
}
