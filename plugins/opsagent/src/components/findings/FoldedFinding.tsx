import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { findingTarget } from '../../format/findingTarget';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { Line } from '../Line';
import { LifecycleButton } from '../lifecycle/LifecycleButton';
import { LifeStatement } from '../lifecycle/LifeStatement';
import { FindingCardProps } from './FindingCard';
import { FindingDetails } from './FindingDetails';
import { PlaceAndTime } from '../PlaceAndTime';
import { SeverityLabel } from './SeverityLabel';

/** A finding in two lines; its evidence is a click away. */
export function FoldedFinding({ finding, cluster }: FindingCardProps) {
  const t = useText();
  const titleId = useId();
  const { title } = finding;
  return (
    <Box
      component="article"
      aria-labelledby={titleId}
      sx={{ borderTop: 1, borderColor: 'divider', pt: 1 }}
    >
      <Line columnGap={1.5}>
        <SeverityLabel severity={finding.severity} />
        <Typography
          id={titleId}
          component="h4"
          sx={{ fontSize: '0.95rem', fontWeight: 600, flex: '1 1 200px' }}
        >
          {title}
        </Typography>
        <PlaceAndTime of={finding} cluster={cluster} />
      </Line>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere', mt: 0.5 }}>
        {finding.message}
      </Typography>
      <LifeStatement life={finding} />
      {finding.acceptance && (
        <Typography variant="body2" color="text.secondary">
          {t('acceptance.ofNamespace')}
        </Typography>
      )}
      <Stack
        direction="row"
        useFlexGap
        flexWrap="wrap"
        alignItems="flex-start"
        justifyContent="space-between"
      >
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Disclosure label={t('findings.details')}>
            <FindingDetails finding={finding} />
          </Disclosure>
        </Box>
        <Box sx={{ mt: 1 }}>
          <LifecycleButton target={findingTarget(finding)} life={finding} />
        </Box>
      </Stack>
    </Box>
  );
}
