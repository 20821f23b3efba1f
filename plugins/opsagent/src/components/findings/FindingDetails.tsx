import Box from '@mui/material/Box';
import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { ReactNode } from 'react';
import { useText } from '../../hooks/useText';
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
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: 'max-content minmax(0, 1fr)' },
          columnGap: 2,
          rowGap: { xs: 0.25, sm: 1 },
        }}
      >
        <Row label={t('findings.subject')}>
          <ObjectName object={subject} />
        </Row>
        <Row label={t('findings.because')}>
          <EvidenceList evidence={evidence} />
        </Row>
        {affected.length > 0 && (
          <Row label={`${t('findings.affected')} (${affected.length})`}>
            <AffectedObjects affected={affected} />
          </Row>
        )}
        <Row label={t('findings.rule')}>
          <Box
            component="code"
            sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}
          >
            {detector}
          </Box>
        </Row>
      </Box>
      {symptoms.length > 0 && <Symptoms symptoms={symptoms} />}
    </Box>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary', typography: 'body2' }}>
        {label}
      </Box>
      <Box
        component="dd"
        sx={{ m: 0, mb: { xs: 1, sm: 0 }, minWidth: 0, typography: 'body2' }}
      >
        {children}
      </Box>
    </>
  );
}
