import { BarcodeOutlined, EditOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { paths } from '../paths.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Facts } from '../platform/ui/Facts.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { ArchiveButton } from './ArchiveButton.tsx'
import styles from './catalog.module.css'
import { Pictures } from './Pictures.tsx'
import { ProductHistory } from './ProductHistory.tsx'
import { ProductPanel } from './ProductPanel.tsx'
import { type Product, useProduct } from './products.ts'
import { StockByPlace } from './StockByPlace.tsx'
import { Variants } from './Variants.tsx'
import { useCatalogWords } from './words.ts'

/** A product: its variants with barcodes, prices and stock, and its pictures. */
export default function ProductPage() {
  const say = useCatalogWords()
  const { productId } = useParams({ strict: false }) as { productId: string }
  const { data, error, refetch } = useProduct(productId)
  if (data !== undefined) return <Known product={data} />
  return (
    <Page title={say('product')}>
      {error === null ? <Skeleton active /> : <Fault error={error} onRetry={() => void refetch()} />}
    </Page>
  )
}

function Known({ product }: { product: Product }) {
  const say = useCatalogWords()
  const may = useMay()
  const go = useGo()
  const [isEditing, setEditing] = useState(false)
  const { name, category, status, createdAt, variants } = product
  return (
    <Page
      title={name}
      extra={<StatusTag tone={status === 'active' ? 'good' : 'quiet'}>{say(`status_${status}`)}</StatusTag>}
      tools={
        <>
          <ActionButton
            icon={<BarcodeOutlined />}
            onClick={() => go(paths.labels(variants.filter((each) => each.status === 'active').map(({ id }) => id)))}
          >
            {say('print_labels')}
          </ActionButton>
          <ArchiveButton product={product} />
          <ActionButton
            icon={<EditOutlined />}
            reason={may('catalog.write') ? undefined : say('not_permitted')}
            onClick={() => setEditing(true)}
          >
            {say('edit')}
          </ActionButton>
        </>
      }
    >
      <div className={styles.columns}>
        <div>
          <Variants product={product} />
          {may('stock.read') && <StockByPlace product={product} />}
          {may('audit.read') && <ProductHistory product={product} />}
        </div>
        <div>
          <Pictures product={product} />
          <Section title={say('about')}>
            <Facts
              facts={[
                [say('category'), category],
                [say('variants_count'), variants.length],
                [say('created'), <Moment key="at" at={createdAt} />],
              ]}
            />
          </Section>
        </div>
      </div>
      {isEditing && <ProductPanel product={product} onClose={() => setEditing(false)} />}
    </Page>
  )
}
