import Box from '@mui/material/Box';
import { Recommendation } from '../../format/types';
import { RecommendationItem } from './RecommendationItem';

/** More would not be read, and the likeliest to help come first. */
const MOST = 3;

export interface RecommendationListProps {
  recommendations: readonly Recommendation[];
}

/** What to do: the first with its steps, the next folded. */
export function RecommendationList(props: RecommendationListProps) {
  const shown = props.recommendations.slice(0, MOST);
  return (
    <Box
      component="ol"
      sx={{
        m: 0,
        pl: shown.length > 1 ? 2.5 : 0,
        listStyle: shown.length > 1 ? 'decimal' : 'none',
        display: 'flex',
        flexDirection: 'column',
        gap: 1.5,
        '& > li::marker': { fontWeight: 700 },
      }}
    >
      {shown.map((recommendation, index) => (
        <RecommendationItem
          key={recommendation.id}
          recommendation={recommendation}
          unfolded={index === 0}
        />
      ))}
    </Box>
  );
}
