import Box from '@mui/material/Box';

export interface CodeBlockProps {
  /** Names the block, which can be scrolled and so takes the keyboard's focus. */
  label: string;
  children: string;
}

/** Text of the cluster as it is: never markup, wrapped rather than cut, scrolled when long. */
export function CodeBlock({ label, children }: CodeBlockProps) {
  return (
    <Box
      component="pre"
      role="region"
      aria-label={label}
      tabIndex={0}
      sx={theme => ({
        m: 0,
        p: 1,
        maxHeight: 260,
        overflow: 'auto',
        flex: 1,
        minWidth: 0,
        fontFamily: 'monospace',
        fontSize: '0.8rem',
        lineHeight: 1.5,
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
        unicodeBidi: 'plaintext',
        color: 'text.primary',
        bgcolor:
          theme.palette.mode === 'dark'
            ? 'rgba(0, 0, 0, 0.25)'
            : 'rgba(0, 0, 0, 0.04)',
        borderRadius: 1,
      })}
    >
      {children}
    </Box>
  );
}
