import { Command } from 'cmdk'
import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { writeSearch } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import { Money } from '../platform/ui/Money.tsx'
import type { Opened } from './recent.ts'
import styles from './search.module.css'
import type { Found } from './use-found.ts'
import { useSearchWords } from './words.ts'

type OnOpen = (opened: Opened, isKept?: boolean) => void

/** What was found, by kind, the likeliest kind first; then the lists that have more of it. */
export function FoundItems({ found, typed, onOpen }: { found: Found; typed: string; onOpen: OnOpen }) {
  const say = useSearchWords()
  const may = useMay()
  const parts = [
    { key: 'orders', count: found.orders.length, items: <Orders key="orders" orders={found.orders} onOpen={onOpen} /> },
    {
      key: 'parcels',
      count: found.parcels.length,
      items: <Parcels key="parcels" parcels={found.parcels} onOpen={onOpen} />,
    },
    {
      key: 'products',
      count: found.products.length,
      items: <Products key="products" products={found.products} onOpen={onOpen} />,
    },
    {
      key: 'customers',
      count: found.customers.length,
      items: <Customers key="customers" customers={found.customers} onOpen={onOpen} />,
    },
  ].filter(({ count }) => count > 0)
  if (found.exact?.kind === 'product') parts.sort((a, b) => Number(b.key === 'products') - Number(a.key === 'products'))
  const inList = writeSearch({ text: typed })
  return (
    <>
      {parts.map(({ items }) => items)}
      {found.orders.length > 1 && may('orders.read') && (
        <Command.Item value="all orders" onSelect={() => onOpen({ to: paths.orders(inList), label: '' }, false)}>
          {say('all_orders', { text: typed })}
        </Command.Item>
      )}
      {found.customers.length > 1 && may('customers.read') && (
        <Command.Item value="all customers" onSelect={() => onOpen({ to: paths.customers(inList), label: '' }, false)}>
          {say('all_customers', { text: typed })}
        </Command.Item>
      )}
    </>
  )
}

function Orders({ orders, onOpen }: { orders: Found['orders']; onOpen: OnOpen }) {
  const say = useSearchWords()
  return (
    <Command.Group heading={say('orders')}>
      {orders.map(({ id, number, externalId, stage, currency, total, placedAt }) => {
        const label = say('order_number', { number })
        return (
          <Row key={id} value={`order ${id}`} onSelect={() => onOpen({ to: paths.order(id), label })}>
            <span className="figure">{label}</span>
            <Quiet>{externalId}</Quiet>
            <Quiet isLast>{say(`stage_${stage}`)}</Quiet>
            <Quiet>
              <Moment at={placedAt} show="day" />
            </Quiet>
            <Money amount={total} currency={currency} />
          </Row>
        )
      })}
    </Command.Group>
  )
}

function Parcels({ parcels, onOpen }: { parcels: Found['parcels']; onOpen: OnOpen }) {
  const say = useSearchWords()
  return (
    <Command.Group heading={say('parcels')}>
      {parcels.map(({ id, orderId, orderNumber, carrier, trackingNumber, status }) => (
        <Row
          key={id}
          value={`parcel ${id}`}
          onSelect={() => onOpen({ to: paths.order(orderId), label: say('order_number', { number: orderNumber }) })}
        >
          <span className="figure">
            {carrier} {trackingNumber}
          </span>
          <Quiet isLast>{say(`parcel_${status}` as 'parcel_shipped')}</Quiet>
          <Quiet>{say('order_number', { number: orderNumber })}</Quiet>
        </Row>
      ))}
    </Command.Group>
  )
}

function Products({ products, onOpen }: { products: Found['products']; onOpen: OnOpen }) {
  const say = useSearchWords()
  return (
    <Command.Group heading={say('products')}>
      {products.map(({ productId, variantId, sku, barcode, name }) => (
        <Row
          key={variantId}
          value={`variant ${variantId}`}
          onSelect={() => onOpen({ to: paths.product(productId), label: `${sku} ${name}` })}
        >
          <span>{name}</span>
          <Quiet isLast>{sku}</Quiet>
          <Quiet>{barcode}</Quiet>
        </Row>
      ))}
    </Command.Group>
  )
}

function Customers({ customers, onOpen }: { customers: Found['customers']; onOpen: OnOpen }) {
  const say = useSearchWords()
  return (
    <Command.Group heading={say('customers')}>
      {customers.map(({ id, code, contact }) => (
        <Row
          key={id}
          value={`customer ${id}`}
          onSelect={() => onOpen({ to: paths.customer(id), label: code ?? '' }, code !== null)}
        >
          <span>{contact?.name ?? say('customer_erased')}</span>
          <Quiet>{contact?.phone}</Quiet>
          <Quiet isLast>{contact?.city}</Quiet>
          <Quiet>{code}</Quiet>
        </Row>
      ))}
    </Command.Group>
  )
}

function Row({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item value={value} onSelect={onSelect}>
      {children}
    </Command.Item>
  )
}

function Quiet({ isLast = false, children }: { isLast?: boolean; children: ReactNode }) {
  return <span className={isLast ? `${styles.quiet} ${styles.pushed}` : styles.quiet}>{children}</span>
}
