import { useApi } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import { useEffect, useState } from 'react';

/** The language that the portal speaks, for dates and numbers between translated texts. */
export function useLocale(): string {
  const api = useApi(appLanguageApiRef);
  const [locale, setLocale] = useState(() => api.getLanguage().language);
  useEffect(() => {
    const subscription = api
      .language$()
      .subscribe(({ language }) => setLocale(language));
    return () => subscription.unsubscribe();
  }, [api]);
  return locale;
}
