import { searchVariants } from '../../catalog/variant-search-queries.ts'
import type { Contact } from '../../customers/contact.ts'
import { findCustomersByIds } from '../../customers/customer-queries.ts'
import { sellableStock } from '../../inventory/level-queries.ts'
import { type QueryContext, runQuery } from '../../platform/command.ts'
import { DecidedOnStale } from '../../platform/db/failures.ts'
import { retrying } from '../../platform/db/retrying.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { Principal } from '../../platform/http/app.ts'
import { formatPrice } from '../../platform/money.ts'
import { findReferenceRevision } from '../../platform/reference-revision.ts'
import { requireWithin } from '../../platform/scope.ts'
import type { Buyer } from '../intake/buyer.ts'
import type { Intake } from '../intake/place-orders.ts'
import { priceKey, type References, type WantedCodes } from '../intake/references.ts'
import { findVariant } from '../intake/resolve-variant.ts'
import { stockPicture } from '../intake/stock-picture.ts'
import { channelScope } from '../order.ts'
import type { OrderQuote, QuoteOrder } from './quote-form.ts'
import { quoteOrder } from './quote-order.ts'
import { resolveReceiver } from './resolve-receiver.ts'
import { goodsOf, stockToPromise } from './stock-to-promise.ts'

type Asking = Pick<Principal, 'merchantId' | 'actor' | 'scope' | 'may'>

/** Answers what whoever writes an order asks on the way: what it comes to, and what there is. */
export function createQuoting({ runtime, references }: Pick<Intake, 'runtime' | 'references'>) {
  /** Reads with references that are as new as the picture that is read. */
  function readWith<T>(
    asking: Asking,
    wanted: WantedCodes,
    work: (query: QueryContext, known: References) => Promise<T>,
  ): Promise<T> {
    return retrying(async () => {
      const known = await references.load(asking.merchantId, wanted)
      return runQuery(runtime, asking, async (query) => {
        if ((await findReferenceRevision(query.tx)) !== known.revision) {
          references.drop(asking.merchantId)
          throw new DecidedOnStale()
        }
        return work(query, known)
      })
    })
  }

  /** @throws DomainError `out_of_scope`, `unknown_receiver` */
  async function quote(asking: Asking, asked: QuoteOrder): Promise<OrderQuote> {
    const { scope, actor } = asking
    requireWithin(scope, channelScope, { name: asked.channel, field: 'channel' })
    return readWith(asking, wantedCodes(asked), async (query, known) => {
      const [available, buyer, receiver] = await Promise.all([
        readStock(query.tx, known, asked),
        findBuyer(query.tx, asked.customerId),
        findReceiver(query, asked.shipTo),
      ])
      return quoteOrder(asked, { references: known, available, scope, buyer, receiver, actor, at: query.now })
    })
  }

  async function search(
    asking: Asking,
    { text, currency, limit }: { text: string; currency?: string | undefined; limit: number },
  ) {
    const found = await runQuery(runtime, asking, (query) => searchVariants(query, text, limit))
    const ids = found.map(({ id }) => id)
    const wanted = { ...noCodes(), ids: new Set(ids), currencies: new Set(currency === undefined ? [] : [currency]) }
    return readWith(asking, wanted, async ({ tx }, known) => {
      const lines = ids.map((variantId) => ({ variantId }))
      const available = await readStock(tx, known, { lines })
      const context = { references: known, available, scope: asking.scope }
      const of = currency ?? known.currency
      return {
        currency: of,
        items: found.flatMap((item) => {
          const variant = known.byId.get(item.id)
          const price = known.prices.get(priceKey(item.id, of))
          if (variant?.status !== 'active') return []
          return [
            {
              ...item,
              price: price === undefined ? null : formatPrice(price),
              stock: stockToPromise(variant, context),
            },
          ]
        }),
      }
    })
  }
  return { quote, search }
}

type Lines = {
  lines: readonly { sku?: string | undefined; barcode?: string | undefined; variantId?: string | undefined }[]
}

function noCodes(): WantedCodes {
  return { skus: new Set(), barcodes: new Set(), ids: new Set(), currencies: new Set() }
}

function wantedCodes({ lines, currency }: Lines & { currency?: string | undefined }): WantedCodes {
  const wanted = noCodes()
  if (currency !== undefined) wanted.currencies.add(currency)
  for (const { sku, barcode, variantId } of lines) {
    if (sku !== undefined) wanted.skus.add(sku)
    else if (barcode !== undefined) wanted.barcodes.add(barcode)
    else if (variantId !== undefined) wanted.ids.add(variantId)
  }
  return wanted
}

async function readStock(tx: Transaction, known: References, { lines }: Lines) {
  const variants = lines.map((line) => findVariant({ ...line, quantity: 1 }, known))
  const itemIds = new Set(
    variants.flatMap((variant) => (variant === undefined ? [] : goodsOf(variant))).map(({ itemId }) => itemId),
  )
  return stockPicture(itemIds.size === 0 ? [] : await tx.rows(sellableStock(tx, [...itemIds], false))).available
}

const guest: Buyer = { customerId: null, contactId: '', tier: 'standard', blocked: false }

async function findBuyer(tx: Transaction, customerId: string | undefined): Promise<Buyer | null> {
  if (customerId === undefined) return guest
  const [customer] = await findCustomersByIds(tx, [customerId])
  if (customer === undefined) return null
  return { ...guest, customerId, tier: customer.tier, blocked: customer.status === 'blocked' }
}

async function findReceiver(query: QueryContext, shipTo: QuoteOrder['shipTo']): Promise<Contact | undefined> {
  if (shipTo === undefined) return undefined
  if (shipTo.kind !== 'region') return resolveReceiver(query, shipTo)
  const { kind: _, hasPhone, ...region } = shipTo
  return { name: '-', ...(hasPhone && { phone: '000' }), ...region }
}
