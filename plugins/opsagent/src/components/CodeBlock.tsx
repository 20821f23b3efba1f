import Box from '@mui/material/Box';

export interface CodeBlockProps {
  /** Names the block, which can be scrolled and so takes the keyboard's focus. */
  label: string;
  /** Keeps lines whole, for text whose indentation means something. */
  unwrapped?: boolean;
  children: string;
}

/** Text as it is: never markup, wrapped or scrolled rather than cut. */
export function CodeBlock({ label, unwrapped, children }: CodeBlockProps) {
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
        whiteSpace: unwrapped ? 'pre' : 'pre-wrap',
        overflowWrap: unwrapped ? 'normal' : 'anywhere',
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
