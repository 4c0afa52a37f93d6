import { type Command, requireVersion } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import { newId } from '../../platform/ids.ts'
import { lockProduct, saveProduct } from '../catalog-store.ts'
import { productEvent } from '../events.ts'
import type { Product } from '../product.ts'
import { findProduct } from '../product-queries.ts'
import { maxPictures, type Picture, readPicture } from './picture.ts'
import { deletePicture, findPictures, insertPicture, savePositions } from './picture-store.ts'

/**
 * Adds a picture behind those that a product has. The file is kept first, and is swept away if nothing comes to name it.
 * @throws DomainError `product_not_found`, `version_mismatch`, `picture_there_already`, `too_many_pictures` and those of `readPicture`
 */
export async function addPicture(
  command: Command,
  files: FileStore,
  { productId, data }: { productId: string; data: string },
): Promise<Product> {
  const bytes = Buffer.from(data, 'base64')
  const form = readPicture(bytes)
  return changePictures(command, productId, async (pictures) => {
    if (pictures.length >= maxPictures) {
      throw new DomainError('refused', 'too_many_pictures', { facts: { maxPictures } })
    }
    const { hash } = await files.put(command.tx.merchantId, bytes)
    if (pictures.some((picture) => picture.hash === hash)) throw new DomainError('conflict', 'picture_there_already')
    const position = (pictures.at(-1)?.position ?? 0) + 1
    const picture = { ...form, id: newId(command.now), position, hash, sizeBytes: bytes.length }
    await insertPicture(command.tx, { ...picture, productId, addedAt: command.now })
    return [...pictures, picture]
  })
}

/**
 * Puts the pictures of a product in another order.
 * @throws DomainError `product_not_found`, `version_mismatch`, `pictures_not_these`
 */
export function arrangePictures(
  command: Command,
  { productId, pictureIds }: { productId: string; pictureIds: readonly string[] },
): Promise<Product> {
  return changePictures(command, productId, async (pictures) => {
    const byId = new Map(pictures.map((picture) => [picture.id, picture]))
    const arranged = pictureIds.flatMap((id) => byId.get(id) ?? [])
    if (new Set(arranged).size !== pictures.length || pictureIds.length !== pictures.length) {
      throw new DomainError('conflict', 'pictures_not_these', { field: 'pictureIds' })
    }
    await savePositions(command.tx, productId, pictureIds)
    return arranged
  })
}

/**
 * Takes a picture from a product.
 * @throws DomainError `product_not_found`, `version_mismatch`, `picture_not_found`
 */
export function removePicture(
  command: Command,
  { productId, pictureId }: { productId: string; pictureId: string },
): Promise<Product> {
  return changePictures(command, productId, async (pictures) => {
    if (!pictures.some(({ id }) => id === pictureId)) throw new DomainError('not_found', 'picture_not_found')
    await deletePicture(command.tx, productId, pictureId)
    return pictures.filter(({ id }) => id !== pictureId)
  })
}

async function changePictures(
  command: Command,
  productId: string,
  change: (pictures: Picture[]) => Promise<Picture[]>,
): Promise<Product> {
  const { tx, now, actor } = command
  const before = await lockProduct(tx, productId)
  if (before === undefined) throw new DomainError('not_found', 'product_not_found')
  requireVersion(command, before.version)
  const had = (await findPictures(tx, [productId])).get(productId) ?? []
  const has = await change(had)
  const after = { ...before, version: before.version + 1 }
  await saveProduct(tx, after)
  const changes = { pictures: [had.map(({ hash }) => hash), has.map(({ hash }) => hash)] as const }
  await publish(tx, [productEvent('product.changed', { before, after, changes }, { at: now, actor })])
  return (await findProduct(tx, productId)) as Product
}
