import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { FoldedFinding } from './FoldedFinding';

export interface FoldedFindingsProps {
  tier: 'risk' | 'hygiene';
  health: EntityHealth;
}

/** Findings that can wait, folded under their tier. Shows nothing when there are none. */
export function FoldedFindings({ tier, health }: FoldedFindingsProps) {
  const t = useText();
  const findings = health.findings.filter(each => each.tier === tier);
  if (findings.length === 0) return null;
  const title = t(tier === 'risk' ? 'findings.risks' : 'findings.hygiene');
  return (
    <Accordion
      variant="outlined"
      disableGutters
      slotProps={{ transition: { unmountOnExit: true, timeout: 0 } }}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <Typography component="span" sx={{ fontWeight: 700 }}>
          {title} ({findings.length})
        </Typography>
      </AccordionSummary>
      <AccordionDetails sx={{ pt: 0 }}>
        <Stack spacing={1}>
          {findings.map(finding => (
            <FoldedFinding
              key={`${finding.cluster}/${finding.id}`}
              finding={finding}
              cluster={health.clusters.find(
                each => each.name === finding.cluster,
              )}
            />
          ))}
        </Stack>
      </AccordionDetails>
    </Accordion>
  );
}
