import {
  createFrontendModule,
  IdentityApi,
} from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  SignInPageProps,
} from '@backstage/plugin-app-react';
import { useEffect } from 'react';

const somebody: IdentityApi = {
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: 'user:default/somebody',
    ownershipEntityRefs: [],
  }),
  getProfileInfo: async () => ({ displayName: 'Somebody' }),
  getCredentials: async () => ({}),
  signOut: async () => {},
};

function SignIn({ onSignInSuccess }: SignInPageProps) {
  useEffect(() => onSignInSuccess(somebody), [onSignInSuccess]);
  return null;
}

/** Signs in without asking: the samples have no backend that could check. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({ params: { loader: async () => SignIn } }),
  ],
});
