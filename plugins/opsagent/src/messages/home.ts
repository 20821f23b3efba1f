/** Texts of the home page widget. */
export const homeMessages = {
  none: 'No open incidents of what your teams own.',
  all_one: 'All {{count}} open incident',
  all_other: 'All {{count}} open incidents',
} as const;
