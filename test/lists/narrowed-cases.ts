import type { Scope } from '../../src/platform/scope.ts'
import { places } from './large-shop.ts'
import { madeAt, madeId } from './made-ids.ts'

const place = (n: number) => madeId('location', { number: 1 }, n)
const at = (...numbers: number[]) => ({ location: new Set(numbers.map(place)) })
const by = (...channels: string[]) => ({ channel: new Set(channels) })

/** Callers who are narrowed to what has much, little or nothing. */
export const narrowedCallers: Record<string, Scope> = {
  'to a busy place': at(places.busy),
  'to a busy and a rare place': at(places.busy, places.rare),
  'to a rare place': at(places.rare),
  'to an empty place': at(places.empty),
  'to a busy channel': by('web'),
  'to rare channels': by('phone', 'fax'),
  'to an empty channel': by('none'),
  'to nothing': { ...at(), ...by() },
  'to a busy place and a busy channel': { ...at(places.busy), ...by('web') },
  'to a busy place and a rare channel': { ...at(places.busy), ...by('fax') },
  'to a rare place and a busy channel': { ...at(places.rare), ...by('web') },
}

const variant = madeId('variant', { number: 1 }, 1)
const moments = [`placedFrom=${madeAt(15_000).toISOString()}`, `placedBefore=${madeAt(5000).toISOString()}`]
const orders = ['', 'after', 'stage=completed', 'stage=processed', 'stage=pending', 'stage=draft', ...moments]

/** What they look at all day, by path and part of the filter. */
export const narrowedLists: Record<string, readonly string[]> = {
  '/orders': [...orders, 'sku=SKU-777', 'text=EXT-77', `customerId=${madeId('customer', { number: 1 }, 2)}`],
  '/orders/counts': orders.filter((query) => query !== 'after'),
  [`/customers/${madeId('customer', { number: 1 }, 1)}/timeline`]: ['', 'after'],
  [`/customers/${madeId('customer', { number: 1 }, 1)}/spending`]: [''],
  '/fulfillment-orders': [
    '',
    'after',
    'status=closed',
    'status=on_hold',
    'status=picking',
    'status=released&order=oldest',
  ],
  '/fulfillment-orders/counts': [''],
  '/shipments': ['', 'after', 'status=shipped'],
  '/stock/levels': ['', 'after', `itemId=${variant}`, 'sku=SKU-1', 'sort=sku'],
  '/stock/levels/counts': ['', `itemId=${variant}`, 'sku=SKU-1', 'condition=short'],
  [`/stock/items/${variant}`]: [''],
  [`/stock/items/${variant}/movements`]: ['', 'after'],
  [`/stock/items/${variant}/uses`]: ['', 'after'],
  '/stock/transfers': ['', 'after', 'status=received', 'status=in_transit'],
  '/stock/transfers/counts': ['', 'status=received', 'status=in_transit'],
  '/locations': ['', 'kind=store'],
  '/home': ['days=30'],
  '/home/waiting': [''],
  '/search': ['text=EXT-77', 'text=0001', 'text=SKU-777'],
}

/**
 * No rollup counts the orders of some channels and places: a stage with many orders is counted to 1,000 by reading it, or what the
 * place has, at the most once.
 */
export const readsStages = '/orders/counts'
