import Box from '@mui/material/Box';

export interface CodeProps {
  /** Less prominent than the text around it. */
  quiet?: boolean;
  children: string;
}

/** A few words of the cluster's language in a line of text. */
export function Code({ quiet, children }: CodeProps) {
  return (
    <Box
      component="code"
      sx={{
        fontFamily: 'monospace',
        fontSize: '0.9em',
        fontWeight: quiet ? 400 : 700,
        color: quiet ? 'text.secondary' : 'text.primary',
        overflowWrap: 'anywhere',
        unicodeBidi: 'isolate',
      }}
    >
      {children}
    </Box>
  );
}
