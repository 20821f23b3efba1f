import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ReactNode } from 'react';
import { useClusterPaths } from '../../hooks/useClusterPaths';
import { useText } from '../../hooks/useText';
import { Line } from '../Line';
import { DocumentTitle } from '../page/DocumentTitle';

export interface PlaceHeadingProps {
  /** The cluster that the place is in; absent for the page of a cluster. */
  cluster?: string;
  title: string;
  /** What can be done here. */
  children?: ReactNode;
}

/** Where the reader is, and the ways out of it. */
export function PlaceHeading({ cluster, title, children }: PlaceHeadingProps) {
  const t = useText();
  const paths = useClusterPaths();
  return (
    <Box>
      <DocumentTitle names={cluster ? [title, cluster] : [title]} />
      <Stack
        component="nav"
        direction="row"
        useFlexGap
        flexWrap="wrap"
        gap={1}
        aria-label={t('clusterPages.title')}
      >
        <Link to={paths.clusters()}>{t('clusterPages.all')}</Link>
        {cluster && <Link to={paths.cluster(cluster)}>{cluster}</Link>}
      </Stack>
      <Line justifyContent="space-between" gap={1}>
        <Typography
          component="h2"
          sx={{
            fontSize: '1.35rem',
            fontWeight: 700,
            overflowWrap: 'anywhere',
            minWidth: 0,
          }}
        >
          {title}
        </Typography>
        {children}
      </Line>
    </Box>
  );
}
