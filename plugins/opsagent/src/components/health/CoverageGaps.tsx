import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import VisibilityOffIcon from '@mui/icons-material/VisibilityOff';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { clusterName } from '../../format/clusterNames';
import { useText } from '../../hooks/useText';
import { Line } from '../Line';
import { CoverageGap } from './CoverageGap';

export interface CoverageGapsProps {
  clusters: readonly EntityCluster[];
}

/** What the diagnosis does not rest on: kinds that could not be read, how to let the portal read them, and checks that did not run. */
export function CoverageGaps({ clusters }: CoverageGapsProps) {
  const t = useText();
  const incomplete = clusters.filter(
    each => each.unread.length > 0 || each.detectorsSkipped > 0,
  );
  if (incomplete.length === 0) return null;
  const summary = incomplete
    .map(
      each =>
        `${clusterName(each)}: ${each.unread.map(({ kind }) => kind).join(', ') || t('coverage.skipped', { count: each.detectorsSkipped })}`,
    )
    .join(' · ');
  return (
    <Accordion
      variant="outlined"
      disableGutters
      slotProps={{ transition: { unmountOnExit: true, timeout: 0 } }}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <Line columnGap={1}>
          <VisibilityOffIcon fontSize="small" aria-hidden />
          <Typography component="span" sx={{ fontWeight: 700 }}>
            {t('coverage.title')}
          </Typography>
          <Box
            component="span"
            sx={{
              typography: 'body2',
              color: 'text.secondary',
              overflowWrap: 'anywhere',
            }}
          >
            {summary}
          </Box>
        </Line>
      </AccordionSummary>
      <AccordionDetails sx={{ pt: 0 }}>
        <Stack spacing={2}>
          {incomplete.map(cluster => (
            <CoverageGap key={cluster.name} cluster={cluster} />
          ))}
        </Stack>
      </AccordionDetails>
    </Accordion>
  );
}
