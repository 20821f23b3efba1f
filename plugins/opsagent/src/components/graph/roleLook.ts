import CauseIcon from '@mui/icons-material/Flag';
import ReachedIcon from '@mui/icons-material/TrendingFlat';
import SymptomIcon from '@mui/icons-material/ReportProblemOutlined';
import { SvgIconProps } from '@mui/material/SvgIcon';
import { GraphRole } from '@opsagent/backstage-plugin-opsagent-common';
import { ComponentType } from 'react';

/** Each role has a shape of its own, so that it can be told without its colour. */
export const ROLE_ICONS: Readonly<
  Record<GraphRole, ComponentType<SvgIconProps>>
> = {
  cause: CauseIcon,
  symptom: SymptomIcon,
  reached: ReachedIcon,
};
