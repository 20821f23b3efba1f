import { palettes } from '@backstage/theme';
import { getContrastRatio } from '@mui/material/styles';
import { SEVERITIES } from '../../format/incidentFilters';
import { SEVERITY_LOOKS } from './severityLook';

const MODES = ['light', 'dark'] as const;
const looks = MODES.flatMap(mode =>
  SEVERITIES.map(severity => [severity, mode] as const),
);

describe('the look of a severity', () => {
  it.each(looks)('is legible: %s, %s', (severity, mode) => {
    const { paper } = palettes[mode].background;
    const { color } = SEVERITY_LOOKS[severity];
    expect(getContrastRatio(color[mode], paper)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(looks)('shows in a chart: %s, %s', (severity, mode) => {
    const { paper } = palettes[mode].background;
    const { fill } = SEVERITY_LOOKS[severity];
    expect(getContrastRatio(fill[mode], paper)).toBeGreaterThanOrEqual(3);
  });

  it.each(MODES)('is of no other severity: %s', mode => {
    const distinct = (of: 'color' | 'fill') =>
      new Set(SEVERITIES.map(severity => SEVERITY_LOOKS[severity][of][mode]));
    expect(distinct('color').size).toBe(SEVERITIES.length);
    expect(distinct('fill').size).toBe(SEVERITIES.length);
  });

  it('has a shape of its own', () => {
    const shapes = new Set(SEVERITIES.map(each => SEVERITY_LOOKS[each].Icon));
    expect(shapes.size).toBe(SEVERITIES.length);
  });
});
