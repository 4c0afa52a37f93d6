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
