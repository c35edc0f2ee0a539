import type { ErrorMessage } from '../messages';

const error = (headline: string, nextStep: string): ErrorMessage => ({ headline, nextStep });

/** The ways to sign in: their fields, how long a token counts, and what can go wrong with them. */
export const signInMessages = {
  signIn: {
    label: 'How you sign in',
    kinds: {
      'service-token': 'Service token',
      password: 'User and password',
      institute: 'Your institute’s page',
      'oidc-access-token': 'Access token',
      'oidc-refresh-token': 'Long-lived (refresh) token',
      'oidc-agent': 'oidc-agent',
    },
    explanations: {
      'service-token': 'Opens one service. You need no account.',
      password: 'An account of the cluster, for all your services.',
      institute: 'In your browser, with the account of your institute.',
      'oidc-access-token': 'From a page such as EGI Check-in. It runs out in time.',
      'oidc-refresh-token': 'Gets new access tokens by itself, often for months.',
      'oidc-agent': 'For those who have this program on their computer.',
    },
    service: 'Service',
    serviceName: 'Service name',
    serviceNameNote: 'The token opens this one service',
    user: 'User',
    account: 'Account',
    accountNote: 'The short name that the agent knows it by',
    noAgent: 'The program oidc-agent isn’t on this computer. Install it, or choose another way to sign in.',
    secret: {
      'service-token': 'Token',
      password: 'Password',
      'oidc-access-token': 'Access token',
      'oidc-refresh-token': 'Refresh token',
    },
    show: 'Show',
    showSecret: {
      'service-token': 'Show token',
      password: 'Show password',
      'oidc-access-token': 'Show token',
      'oidc-refresh-token': 'Show token',
    },
    keepSecret: 'Leave empty to keep the one you have',
    secretNote: 'It goes to the keychain of your system and is not shown again',
    notAServiceToken: 'Service tokens have 64 letters and digits. A password? Choose User and password.',
    keepForSession: 'Keep for this session only',
    issuer: 'Issuer',
    issuerNote: 'The web address where the token was made',
    clientId: 'Client id',
    scope: 'Scope',
    scopeNote: 'Leave empty unless your administrator gave you one',
    useEgi: 'It is from EGI Check-in',
    institute: {
      note: 'Ask your administrator for these two, or for a connection file that has them.',
      signIn: 'Sign in…',
      again: 'Sign in again here once the sign-in has ended.',
      states: {
        asking: 'Asking your institute…',
        finishing: 'You have signed in. Fetching what is needed…',
        done: 'You are signed in.',
      },
      browser: 'Sign in on the page that has opened in your browser. This window goes on by itself.',
      noBrowser: 'No browser could be opened. Copy the link into a browser of this computer, or use a code.',
      typeCode: 'Open this address on any computer or phone, and type the code there:',
      qr: 'QR code of the address',
      openAgain: 'Open it again',
      copyLink: 'Copy the link',
      withCode: 'Use a code instead',
      leave: 'Cancel sign-in',
      signOut: 'Sign out',
      signedOut: 'You are signed out.',
      page: {
        done: 'You are signed in',
        failed: 'The sign-in didn’t work',
        next: 'Go back to OSCAR Desktop. You can close this page.',
      },
    },
    missing: {
      serviceName: 'Type the name of the service.',
      user: 'Type your user name.',
      account: 'Type the short name of the account.',
      issuer: 'Type the address of the issuer.',
      clientId: 'Type the client id.',
      secret: {
        'service-token': 'Paste the token here.',
        password: 'Type your password.',
        'oidc-access-token': 'Paste the token here.',
        'oidc-refresh-token': 'Paste the token here.',
      },
    },
    looksLikeAccessToken: 'This looks like an access token. Choose Access token above, or paste the service token.',
    life: {
      runsOut: (when: string) => `Runs out ${when}`,
      ranOut: (when: string) => `Ran out ${when}`,
      notYet: (when: string) => `Comes into force ${when}`,
    },
    tokenLife: {
      runsOut: (when: string) => `Token runs out ${when}`,
      ranOut: (when: string) => `Token ran out ${when}`,
      notYet: (when: string) => `Token comes into force ${when}`,
    },
    pasteNew: 'Paste a new token',

    errors: {
      expired: {
        access: (when: string) =>
          error(
            `The access token ran out ${when}`,
            'Paste a new one. If you just got it, check the date of this computer.',
          ),
        refresh: (when: string) =>
          error(
            `The refresh token ran out ${when}`,
            'Paste a new one. If you just got it, check the date of this computer.',
          ),
      },
      notYetValid: (when: string) =>
        error('The access token doesn’t count yet', `It comes into force ${when}. Check the date of this computer.`),
      unsuitable: {
        'service-token': () =>
          error('This looks like a service token', 'Choose Service token above, or paste the other token.'),
        opaque: () =>
          error('This isn’t a whole access token', 'Copy all of it: it has three parts with dots between them.'),
        'opaque-issued': () =>
          error('The token that was issued can’t be used with OSCAR', 'Ask your administrator how to sign in.'),
      },
      issuerNeeded: () =>
        error('The token doesn’t tell where it comes from', 'Fill in the issuer and the client id below.'),
      issuerUnknown: (host: string, issuer: string) =>
        error(
          `${host} doesn’t take tokens from ${issuer}`,
          'Get a token from where this cluster expects it. Ask your administrator where that is.',
        ),
      notAnIssuer: (issuer: string) =>
        error(`No tokens are made at “${issuer}”`, 'Check the issuer of the connection with your administrator.'),
      issuerFailed: (issuer: string) =>
        error(`No token came from ${issuer}`, 'It has a problem of its own. Wait a minute, then try again.'),
      refused: {
        token: (issuer: string) =>
          error(
            'The refresh token isn’t accepted any more',
            `It was revoked, or not used for too long. Paste a new one from ${issuer}.`,
          ),
        client: (issuer: string) =>
          error(`The client id isn’t known at ${issuer}`, 'Check the client id with your administrator.'),
        scope: (issuer: string) =>
          error(`The scope isn’t granted at ${issuer}`, 'Leave the scope empty, or check it with your administrator.'),
        ended: (issuer: string) =>
          error(`The sign-in at ${issuer} has ended`, 'Sign in again, then go on. Nothing is lost.'),
        denied: (issuer: string) =>
          error(`You were not signed in at ${issuer}`, 'Its page was left, or said no. Sign in again when you like.'),
        late: (issuer: string) =>
          error(`Nobody signed in at ${issuer} in time`, 'Nothing was sent. Begin the sign-in again.'),
        foreign: (issuer: string) =>
          error(
            `The answer was not that of ${issuer}, or not for this sign-in`,
            'Nothing of it was kept. Sign in again; if it happens once more, ask your administrator.',
          ),
        other: (issuer: string) =>
          error(`The sign-in was refused at ${issuer}`, 'Show the details to your administrator.'),
      },
      unsupported: (host: string) =>
        error(
          `${host} doesn’t take access tokens`,
          'Use a service token, or a user and password. Your administrator can give you one.',
        ),
      notAMember: (host: string) =>
        error(
          `${host} doesn’t let this sign-in in`,
          'Your token counts, but you may be in no group that has access. Ask your administrator.',
        ),
      serviceClosed: (service: string, host: string) =>
        error(
          `No service called ${service} for this sign-in`,
          `It may have been removed from ${host}, or be for other groups. Ask your administrator.`,
        ),
      agent: {
        'not-installed': () =>
          error('The program oidc-agent isn’t on this computer', 'Install it, or choose another way to sign in.'),
        'not-running': () =>
          error('The program oidc-agent isn’t running', 'Start it for your session, then open this app again.'),
        'account-unknown': (account: string) =>
          error(`The agent knows no account called ${account}`, 'Check the short name in the connection.'),
        'timed-out': () =>
          error('The agent gave no token in time', 'It may be waiting for its password. Look for its window.'),
        other: () => error('The agent gave no token', 'Look at the details, then try again.'),
      },
    },
  },
};
