import type { TemplateName, TemplateWords } from '../templates.ts'

/** The words of messages in English. */
export const words = {
  invitation: {
    subject: '{invitedBy} invites you to {merchant}',
    before: [
      'Hello,',
      '{invitedBy} invites you to work with {merchant} in Yidan. Open the link to choose a password and begin.',
    ],
    action: 'Accept the invitation',
    after: [
      'The link is valid until {validUntil} and works once. Keep it to yourself: whoever has it can accept in your place.',
      'If you did not expect this message, do nothing: without you no account is opened.',
    ],
  },
  passwordReset: {
    subject: 'A new password for {merchant}',
    before: ['Hello,', 'someone, from {origin}, asked for a new password for your account at {merchant}.'],
    action: 'Choose a new password',
    after: [
      'The link is valid until {validUntil} and works once. Keep it to yourself.',
      'If that was not you, do nothing: your password stays as it is.',
    ],
  },
  passwordChanged: {
    subject: 'Your password for {merchant} was changed',
    before: ['Hello,', 'the password of your account at {merchant} was changed on {at}, from {origin}.'],
    action: 'Open your account',
    after: [
      'If that was you, there is nothing to do.',
      'If not, choose a new password at once, end the other sessions, and tell who administers {merchant}.',
    ],
  },
  secondFactorRemoved: {
    subject: 'The second factor of your account at {merchant} was removed',
    before: [
      'Hello,',
      'the second factor of your account at {merchant} was removed on {at}, from {origin}. From now on the password alone opens it.',
    ],
    action: 'Open your account',
    after: [
      'If that was you, set up another one soon.',
      'If not, choose a new password at once, end the other sessions, and tell who administers {merchant}.',
    ],
  },
  secondFactorSet: {
    subject: 'A second factor was set up for your account at {merchant}',
    before: [
      'Hello,',
      'a second factor was set up for your account at {merchant} on {at}, from {origin}. From now on signing in takes a code besides the password.',
    ],
    action: 'Open your account',
    after: [
      'If that was you, keep your recovery codes in a safe place.',
      'If not, choose a new password at once, end the other sessions, and tell who administers {merchant}.',
    ],
  },
  passkeyAdded: {
    subject: 'A passkey was added to your account at {merchant}',
    before: [
      'Hello,',
      'a passkey was added to your account at {merchant} on {at}, from {origin}. It opens the account without a password.',
    ],
    action: 'Open your account',
    after: [
      'If that was you, there is nothing to do.',
      'If not, remove that passkey and choose a new password at once, and tell who administers {merchant}.',
    ],
  },
  passkeyRemoved: {
    subject: 'A passkey was removed from your account at {merchant}',
    before: [
      'Hello,',
      'a passkey was removed from your account at {merchant} on {at}, from {origin}. It opens nothing any more.',
    ],
    action: 'Open your account',
    after: [
      'If that was you, there is nothing to do.',
      'If not, choose a new password at once, end the other sessions, and tell who administers {merchant}.',
    ],
  },
  emailChanged: {
    subject: 'The address of your account at {merchant} was changed',
    before: [
      'Hello,',
      'the e-mail address of your account at {merchant} was changed on {at}, from {origin}. Sign in with the new address; the old one opens nothing any more.',
    ],
    action: 'Open your account',
    after: ['If you know of it, there is nothing to do.', 'If not, tell who administers {merchant} at once.'],
  },
  rolesChanged: {
    subject: 'What you may do at {merchant} was changed',
    before: ['Hello,', 'what you may do at {merchant}, or where, was changed on {at}, from {origin}.'],
    action: 'Open your account',
    after: ['If you know of it, there is nothing to do.', 'If you have questions, ask who administers {merchant}.'],
  },
  newSignIn: {
    subject: 'A sign-in from a new place at {merchant}',
    before: [
      'Hello,',
      'your account at {merchant} was opened on {at} from a place that it was not opened from before: {origin}.',
    ],
    action: 'Open your account',
    after: [
      'If that was you, there is nothing to do.',
      'If not, choose a new password at once, end the other sessions, and tell who administers {merchant}.',
    ],
  },
  signInLink: {
    subject: 'Sign in to {merchant}',
    before: ['Hello,', 'someone, from {origin}, asked to sign in to {merchant} with this address.'],
    action: 'Sign in',
    after: [
      'The link is valid until {validUntil} and works once. Keep it to yourself.',
      'If that was not you, do nothing: without the link nobody is let in.',
    ],
  },
  test: {
    subject: 'Yidan can send mail',
    before: ['This is a test message of Yidan, sent on {at}.'],
    after: ['That you can read it shows that the settings are right.'],
  },
} as const satisfies Record<TemplateName, TemplateWords>
