// Which messages there are. Their words are in words/, a file for each language.

/** Each template, with the names that its words are filled with. */
export const templates = {
  invitation: ['merchant', 'invitedBy', 'validUntil'],
  passwordReset: ['merchant', 'validUntil', 'origin'],
  passwordChanged: ['merchant', 'at', 'origin'],
  secondFactorRemoved: ['merchant', 'at', 'origin'],
  secondFactorSet: ['merchant', 'at', 'origin'],
  passkeyAdded: ['merchant', 'at', 'origin'],
  passkeyRemoved: ['merchant', 'at', 'origin'],
  emailChanged: ['merchant', 'at', 'origin'],
  rolesChanged: ['merchant', 'at', 'origin'],
  newSignIn: ['merchant', 'at', 'origin'],
  signInLink: ['merchant', 'validUntil', 'origin'],
  test: ['at'],
} as const

/** The name of a template. */
export type TemplateName = keyof typeof templates

/** A language that messages are written in (BCP 47). */
export type Language = 'zh-CN' | 'en'

/** The words of one message; the subject and each paragraph may hold `{names}`. */
export type TemplateWords = {
  subject: string
  /** What stands before the link. */
  before: readonly string[]
  /** What the link is called; none for a message without a link. */
  action?: string
  /** What stands behind the link. */
  after: readonly string[]
}
