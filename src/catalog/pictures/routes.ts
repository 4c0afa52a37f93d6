import { runQuery } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { serveFile } from '../../platform/http/serve-file.ts'
import { viewProduct } from '../product-view.ts'
import { addPicture, arrangePictures, removePicture } from './change-pictures.ts'
import { addPictureContract, arrangePicturesContract, getPictureContract, removePictureContract } from './contract.ts'
import { findMediaType } from './picture-store.ts'

/** Serves what products look like. */
export function servePictures(app: App): void {
  const { files } = app.runtime
  serveCommand(app, addPictureContract, async (command, input) => viewProduct(await addPicture(command, files, input)))
  serveCommand(app, arrangePicturesContract, async (command, input) =>
    viewProduct(await arrangePictures(command, input)),
  )
  serveCommand(app, removePictureContract, async (command, input) => viewProduct(await removePicture(command, input)))
  serveFile(app, getPictureContract, async ({ principal }, { hash }) => {
    const mediaType = await runQuery(app.runtime, principal, ({ tx }) => findMediaType(tx, hash))
    const file = mediaType === undefined ? undefined : await files.open(principal.merchantId, hash)
    if (mediaType === undefined || file === undefined) throw new DomainError('not_found', 'picture_not_found')
    return { mediaType, ...file, isImmutable: true }
  })
}
