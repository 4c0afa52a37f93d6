import { z } from 'zod'
import { imageTypes } from '../../platform/files/image-form.ts'
import { type Contract, fileContent } from '../../platform/http/contract.ts'
import { idInput } from '../../platform/id-input.ts'
import { productView } from '../product-view.ts'
import { maxPictureBytes, maxPictures } from './picture.ts'

const ofProduct = z.strictObject({ productId: idInput })

/** Adds a picture to a product. */
export const addPictureContract = {
  operation: 'addPicture',
  summary: `Add a picture to a product: ${imageTypes.join(', ')}; the first one is the product's face`,
  method: 'POST',
  path: '/products/:productId/pictures',
  permission: 'catalog.write',
  params: ofProduct,
  body: z.strictObject({
    data: z
      .base64()
      .min(1)
      .max(Math.ceil(maxPictureBytes / 3) * 4 + 4)
      .describe('the file, in base64'),
  }),
  response: productView,
  status: 201,
  bodyLimitBytes: 8 * 1024 * 1024,
  problems: [
    ...['product_not_found', 'version_mismatch', 'picture_too_large', 'picture_not_readable'],
    ...['picture_has_too_many_pixels', 'picture_there_already', 'too_many_pictures'],
  ],
} satisfies Contract

/** Puts a product's pictures in another order. */
export const arrangePicturesContract = {
  operation: 'arrangePictures',
  summary: 'Put the pictures of a product in order: all of them, the first is its face',
  method: 'PUT',
  path: '/products/:productId/pictures',
  permission: 'catalog.write',
  params: ofProduct,
  body: z.strictObject({ pictureIds: z.array(idInput).max(maxPictures) }),
  response: productView,
  problems: ['product_not_found', 'version_mismatch', 'pictures_not_these'],
} satisfies Contract

/** Takes a picture from a product. */
export const removePictureContract = {
  operation: 'removePicture',
  summary: 'Take a picture from a product',
  method: 'DELETE',
  path: '/products/:productId/pictures/:pictureId',
  permission: 'catalog.write',
  params: ofProduct.extend({ pictureId: idInput }),
  response: productView,
  problems: ['product_not_found', 'version_mismatch', 'picture_not_found'],
} satisfies Contract

/** The bytes of a picture. */
export const getPictureContract = {
  operation: 'getPicture',
  summary: 'A picture, by the hash that products and lines name; it never changes',
  method: 'GET',
  path: '/pictures/:hash',
  permission: 'catalog.read',
  params: z.strictObject({
    hash: z
      .string()
      .max(64)
      .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
  }),
  response: fileContent,
  media: ['image/*'],
  problems: ['picture_not_found'],
} satisfies Contract
