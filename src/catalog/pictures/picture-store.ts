import { sql } from 'kysely'
import { insertRows, rowSource, textList, uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { Picture } from './picture.ts'

const columns = [
  ...(['id', 'productId', 'position', 'hash', 'mediaType', 'width', 'height', 'sizeBytes', 'addedAt'] as const),
] as const

/** Adds a picture to a product. */
export async function insertPicture(
  tx: Transaction,
  picture: Picture & { productId: string; addedAt: Date },
): Promise<void> {
  await tx.run(insertRows(tx.merchantId, 'product_pictures', columns, [picture]))
}

/** Takes a picture from a product. */
export async function deletePicture(tx: Transaction, productId: string, pictureId: string): Promise<void> {
  await tx.run(sql`
    delete from product_pictures
    where merchant_id = ${tx.merchantId} and product_id = ${productId} and id = ${pictureId}`)
}

/** Gives a product's pictures the positions of their places in the list. */
export async function savePositions(tx: Transaction, productId: string, pictureIds: readonly string[]): Promise<void> {
  const rows = pictureIds.map((id, index) => ({ id, position: index + 1 }))
  await tx.run(sql`
    update product_pictures p set position = r.position
    from ${rowSource('r', { id: 'uuid', position: 'int2' }, rows)}
    where p.merchant_id = ${tx.merchantId} and p.product_id = ${productId} and p.id = r.id`)
}

const pictureColumns = sql`id, position, hash, media_type, width, height, size_bytes`

/** The pictures of products, by them, each in order. */
export async function findPictures(
  tx: Transaction,
  productIds: readonly string[],
): Promise<Map<string | undefined, Picture[]>> {
  const rows = await tx.rows<Picture & { productId: string }>(sql`
    select product_id, ${pictureColumns} from product_pictures
    where merchant_id = ${tx.merchantId} and product_id = any(${uuidList(productIds)})
    order by product_id, position, id`)
  const pictureOf = ({ productId: _, ...picture }: Picture & { productId: string }): Picture => picture
  return new Map([...Map.groupBy(rows, ({ productId }) => productId)].map(([id, own]) => [id, own.map(pictureOf)]))
}

/** The face of the product of each variant: the hash of its first picture; variants of products without one are left out. */
export async function findFacesOfVariants(
  tx: Transaction,
  variantIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; hash: string }>(sql`
    select v.id, p.hash from variants v cross join lateral (
      select hash from product_pictures
      where merchant_id = v.merchant_id and product_id = v.product_id order by position, id limit 1
    ) p
    where v.merchant_id = ${tx.merchantId} and v.id = any(${uuidList(variantIds)})`)
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

/** What kind of picture a file is; undefined where no product of the merchant has it. */
export async function findMediaType(tx: Transaction, hash: string): Promise<string | undefined> {
  const row = await tx.row<{ mediaType: string }>(sql`
    select media_type from product_pictures where merchant_id = ${tx.merchantId} and hash = ${hash} limit 1`)
  return row?.mediaType
}

/** Which of the files are pictures of some product. */
export async function findPictureFiles(tx: Transaction, hashes: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ hash: string }>(sql`
    select distinct hash from product_pictures
    where merchant_id = ${tx.merchantId} and hash = any(${textList(hashes)})`)
  return rows.map(({ hash }) => hash)
}
