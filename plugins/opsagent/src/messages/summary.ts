/** Texts of incidents in plain words. */
export const summaryMessages = {
  title: 'In plain words',
  explain: 'Explain in plain words',
  again: 'Explain again',
  explaining: '{{model}} is explaining',
  outdated: 'The incident has changed since this was written.',
  failed: 'It was not explained: {{reason}}',
  by: 'Written by {{model}}',
  rests: 'What it rests on',
} as const;
