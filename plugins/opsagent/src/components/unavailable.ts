/** How an outlined button looks that does nothing at the moment. */
export const unavailable = {
  color: 'text.secondary',
  borderColor: 'divider',
  cursor: 'not-allowed',
} as const;

/** The same of a filled one. */
export const unavailableFilled = {
  color: 'text.secondary',
  bgcolor: 'action.disabledBackground',
  cursor: 'not-allowed',
  boxShadow: 'none',
  '&:hover': { bgcolor: 'action.disabledBackground', boxShadow: 'none' },
} as const;
