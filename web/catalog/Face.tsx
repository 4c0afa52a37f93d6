import { PictureOutlined } from '@ant-design/icons'
import styles from './catalog.module.css'
import { type Product, pictureAddress } from './products.ts'

/** A product's first picture, small; a quiet sign where it has none. Its name stands beside it, so that it needs no words. */
export function Face({
  product,
  isSmall = false,
}: {
  product: Pick<Product, 'pictures'>
  /** As high as a row of a list. */
  isSmall?: boolean
}) {
  const [first] = product.pictures
  const size = isSmall ? 24 : 36
  return (
    <span className={styles.face} style={{ width: size, height: size }}>
      {first === undefined ? (
        <PictureOutlined aria-hidden="true" />
      ) : (
        <img src={pictureAddress(first.hash)} alt="" width={size} height={size} loading="lazy" />
      )}
    </span>
  )
}
