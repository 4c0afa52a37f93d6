import { createContext, useContext } from 'react'
import type { DetailLine, May, OrderDetail, OrderPayment } from './order-rules.ts'
import type { Work } from './use-order.ts'
import type { Act } from './use-order-act.tsx'

/** What is asked in a dialog before it is done. */
export type Asked =
  | { dialog: 'cancel' }
  | { dialog: 'cancel_line'; line: DetailLine }
  | { dialog: 'hold' }
  | { dialog: 'track'; parcel: Work['shipments'][number] }
  | { dialog: 'pay' }
  | { dialog: 'refund'; payment: OrderPayment }
  | { dialog: 'capture'; payment: OrderPayment }
  | { dialog: 'void'; payment: OrderPayment }

/** What the parts of an order's page share: the order, what whoever looks may do, and the way to do it. */
export type Desk = {
  order: OrderDetail
  payments: readonly OrderPayment[] | undefined
  may: May
  act: Act
  isBusy: boolean
  ask: (asked: Asked) => void
}

/** See `Desk`. */
export const DeskContext = createContext<Desk | undefined>(undefined)

/** The desk of the page. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === undefined) throw new Error('no order is open')
  return desk
}
