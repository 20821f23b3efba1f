import Typography from '@mui/material/Typography';
import {
  EntityCluster,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useId } from 'react';
import { findingTarget } from '../../format/findingTarget';
import { Line } from '../Line';
import { LifecycleButton } from '../lifecycle/LifecycleButton';
import { LifeStatement } from '../lifecycle/LifeStatement';
import { FindingDetails } from './FindingDetails';
import { PlaceAndTime } from '../PlaceAndTime';
import { SeverityCard } from '../SeverityCard';
import { SeverityLabel } from './SeverityLabel';

export interface FindingCardProps {
  finding: StoredFinding;
  /** The cluster that the finding was made in. */
  cluster?: EntityCluster;
}

/** One problem with all one needs to judge it: what, where, since when, and why we say so. */
export function FindingCard({ finding, cluster }: FindingCardProps) {
  const titleId = useId();
  return (
    <SeverityCard severity={finding.severity} titleId={titleId}>
      <Line columnGap={1.5} rowGap={0.5}>
        <SeverityLabel severity={finding.severity} />
        <Typography
          id={titleId}
          component="h3"
          sx={{ fontSize: '1.05rem', fontWeight: 700, flex: '1 1 220px' }}
        >
          {finding.title}
        </Typography>
        <PlaceAndTime of={finding} cluster={cluster} />
        <LifecycleButton target={findingTarget(finding)} life={finding} />
      </Line>
      <Typography variant="body1" sx={{ overflowWrap: 'anywhere' }}>
        {finding.message}
      </Typography>
      <LifeStatement life={finding} />
      <FindingDetails finding={finding} />
    </SeverityCard>
  );
}
