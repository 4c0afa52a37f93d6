// A picture of a product: what lists, orders and labels show of it. Its bytes are a file, named by their hash; the same picture
// of two products is one file. The first in order is the one that is shown where there is room for one.
import { DomainError } from '../../platform/errors.ts'
import { type ImageForm, imageFormOf } from '../../platform/files/image-form.ts'

/** A product's picture. */
export type Picture = ImageForm & {
  id: string
  /** From 1; the first is the product's face. */
  position: number
  /** SHA-256 of the bytes: where they are. */
  hash: string
  sizeBytes: number
}

/** The most pictures of a product. */
export const maxPictures = 12
/** The largest picture taken: what browsers scale before they send is far below. */
export const maxPictureBytes = 5 * 1024 * 1024
/** The longest side taken: a decoder needs four bytes for each pixel. */
export const maxPictureSide = 6000

/**
 * Reads what a file of a picture says of itself.
 * @throws DomainError `picture_too_large`, `picture_not_readable`, `picture_has_too_many_pixels`
 */
export function readPicture(bytes: Buffer): ImageForm {
  const about = { field: 'data' }
  if (bytes.length > maxPictureBytes) {
    throw new DomainError('refused', 'picture_too_large', { ...about, facts: { maxBytes: maxPictureBytes } })
  }
  const form = imageFormOf(bytes)
  if (form === undefined) throw new DomainError('refused', 'picture_not_readable', about)
  if (Math.max(form.width, form.height) > maxPictureSide) {
    throw new DomainError('refused', 'picture_has_too_many_pixels', { ...about, facts: { maxSide: maxPictureSide } })
  }
  return form
}
