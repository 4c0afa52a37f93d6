import type { Config } from '../config.ts'
import type { Installation } from '../training/routes.ts'

/** What people are told of how Yidan is installed: nothing that is a secret, and no address of a server. */
export function installationOf({
  smtp,
  mailFrom,
  instanceKey,
}: Pick<Config, 'smtp' | 'mailFrom' | 'instanceKey'>): Installation {
  return { mail: smtp !== undefined, mailFrom: mailFrom.address, keysApart: instanceKey !== undefined }
}
