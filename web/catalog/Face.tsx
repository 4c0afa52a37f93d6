import { PictureOutlined } from '@ant-design/icons'
import styles from './catalog.module.css'
import { type Product, pictureAddress } from './products.ts'

/** A product's first picture, small; a quiet sign where it has none. Its name stands beside it, so that it needs no words. */
export function Face({ product }: { product: Pick<Product, 'pictures'> }) {
  const [first] = product.pictures
  return (
    <span className={styles.face}>
      {first === undefined ? (
        <PictureOutlined aria-hidden="true" />
      ) : (
        <img src={pictureAddress(first.hash)} alt="" width={36} height={36} loading="lazy" />
      )}
    </span>
  )
}
