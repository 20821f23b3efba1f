import CriticalIcon from '@mui/icons-material/Dangerous';
import HighIcon from '@mui/icons-material/Error';
import InfoIcon from '@mui/icons-material/Info';
import LowIcon from '@mui/icons-material/KeyboardDoubleArrowDown';
import MediumIcon from '@mui/icons-material/Warning';
import { SvgIconProps } from '@mui/material/SvgIcon';
import { ComponentType } from 'react';
import { Severity } from '../../format/types';

export interface SeverityLook {
  Icon: ComponentType<SvgIconProps>;
  /** Legible on the paper of its mode: contrast of at least 4.5. */
  color: Readonly<Record<'light' | 'dark', string>>;
  /** Of areas in charts, which are told apart by it: contrast with the paper of at least 3. */
  fill: Readonly<Record<'light' | 'dark', string>>;
}

/** Each severity has a shape of its own, so that it can be told without its colour. */
export const SEVERITY_LOOKS: Readonly<Record<Severity, SeverityLook>> = {
  critical: {
    Icon: CriticalIcon,
    color: { light: '#b00020', dark: '#ffb3ac' },
    fill: { light: '#b00020', dark: '#ff6b61' },
  },
  high: {
    Icon: HighIcon,
    color: { light: '#b23c00', dark: '#ffb68a' },
    fill: { light: '#d95f02', dark: '#ffa24d' },
  },
  medium: {
    Icon: MediumIcon,
    color: { light: '#7a5700', dark: '#f6cf66' },
    fill: { light: '#b8860b', dark: '#f6dc5c' },
  },
  low: {
    Icon: LowIcon,
    color: { light: '#1f5f99', dark: '#a5d0ff' },
    fill: { light: '#3b82c4', dark: '#6cb4ff' },
  },
  info: {
    Icon: InfoIcon,
    color: { light: '#555f6b', dark: '#cfd6de' },
    fill: { light: '#6b7785', dark: '#cfd6de' },
  },
};
