import { useQuery } from '@tanstack/react-query'
import type { listLocationsContract } from '../../../src/locations/contract.ts'
import {
  channelSources,
  fulfillmentStatuses,
  holdKinds,
  orderStages,
  paymentStatuses,
} from '../../../src/orders/order.ts'
import { countries } from '../../../src/platform/countries.ts'
import { provinceOfArea, provincesOnMap } from '../../home/map/areas.ts'
import { useAreaName } from '../../home/use-area-name.ts'
import { call } from '../../platform/call.ts'
import { useDevice } from '../../platform/device.ts'
import type { FilterChoice, FilterDef } from '../../platform/list/filters.ts'
import { useMay, useMerchant } from '../../platform/session.ts'
import { writeMoment } from '../../platform/ui/Moment.tsx'
import { writeMoney } from '../../platform/ui/Money.tsx'
import { useChannels } from '../../settings/use-channels.ts'
import { useOrderWords } from '../words.ts'
import { useOrderListWords } from './words.ts'

const tiers = ['standard', 'vip', 'key'] as const
/** Provinces, what is in China nobody knows where, and other countries; those that are provinces are not told twice. */
const areas = [...Object.keys(provincesOnMap), ...countries.filter((code) => provinceOfArea(code) === undefined)]
const mostPlaces = 200
const staleTime = 5 * 60_000

/** What the list of orders can be narrowed by, besides its tabs and the text. */
export function useOrderFilters(): FilterDef[] {
  const say = useOrderListWords()
  const sayOrder = useOrderWords()
  const { channels, locations } = usePlaces()
  const write = useWriters()
  return [
    choices(
      say('filter_stage'),
      'stage',
      choicesOf(orderStages, (stage) => sayOrder(`stage_${stage}`)),
    ),
    { title: say('filter_placed'), keys: ['placedFrom', 'placedBefore'], kind: 'moments', write: write.moment },
    choices(say('filter_channel'), 'channel', channels),
    choices(say('filter_location'), 'locationId', locations),
    choices(
      say('filter_hold'),
      'holdKind',
      choicesOf(holdKinds, (kind) => sayOrder(`hold_${kind}`)),
    ),
    yesOrNo(say('filter_held'), 'held', [say('held_true'), say('held_false')]),
    yesOrNo(say('filter_lacking'), 'lacking', [say('lacking_true'), say('lacking_false')]),
    yesOrNo(say('filter_cancellation'), 'cancellationRequested', [say('cancellation_true'), say('cancellation_false')]),
    { title: say('filter_shipped'), keys: ['shippedFrom', 'shippedBefore'], kind: 'moments', write: write.moment },
    {
      title: say('filter_cancelled'),
      keys: ['cancelledFrom', 'cancelledBefore'],
      kind: 'moments',
      write: write.moment,
    },
    choices(
      say('filter_payment'),
      'paymentStatus',
      choicesOf(paymentStatuses, (status) => sayOrder(`payment_${status}`)),
    ),
    choices(
      say('filter_fulfillment'),
      'fulfillmentStatus',
      choicesOf(fulfillmentStatuses, (status) => sayOrder(`fulfillment_${status}`)),
    ),
    { title: say('filter_total'), keys: ['totalFrom', 'totalTo'], kind: 'amounts', write: write.amount },
    text(say('filter_sku'), 'sku', say('filter_sku_hint')),
    choices(say('filter_area'), 'area', choicesOf(areas, useAreaName())),
    { title: say('filter_delivery'), keys: ['deliveryFrom', 'deliveryTo'], kind: 'days', write: (day) => day },
    text(say('filter_carrier'), 'carrier', say('filter_carrier_hint')),
    choices(
      say('filter_source'),
      'source',
      choicesOf(channelSources, (source) => sayOrder(`source_${source}`)),
    ),
    choices(
      say('filter_tier'),
      'tier',
      choicesOf(tiers, (tier) => sayOrder(`tier_${tier}`)),
    ),
    yesOrNo(say('filter_notes'), 'hasNotes', [say('notes_true'), say('notes_false')]),
    text(say('filter_customer'), 'customerId', say('filter_customer_hint')),
  ]
}

const choicesOf = <Value extends string>(values: readonly Value[], label: (value: Value) => string): FilterChoice[] =>
  values.map((value) => ({ value, label: label(value) }))

const choices = (title: string, key: string, some: readonly FilterChoice[]): FilterDef => ({
  ...{ title, keys: [key], kind: 'choices', choices: some },
})

const text = (title: string, key: string, hint: string): FilterDef => ({ title, keys: [key], kind: 'text', hint })

const yesOrNo = (title: string, key: string, [yes, no]: readonly [string, string]): FilterDef => ({
  ...{ title, keys: [key], kind: 'choice' },
  choices: [
    { value: 'true', label: yes },
    { value: 'false', label: no },
  ],
})

/** Channels and places to choose from, for who may read them. */
function usePlaces(): { channels: FilterChoice[]; locations: FilterChoice[] } {
  const may = useMay()
  const channels = useChannels()
  const { data: locations } = useQuery({
    ...{ queryKey: ['/locations', 'filter'], staleTime, enabled: may('locations.read') },
    queryFn: () => call<typeof listLocationsContract>('GET', `/locations?limit=${mostPlaces}`),
  })
  return {
    channels: channels.map(({ code, name }) => ({ value: code, label: name })),
    locations: (locations?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  }
}

function useWriters() {
  const { language } = useDevice()
  const merchant = useMerchant()
  const zone = merchant?.timeZone
  return {
    moment: (at: string) => writeMoment(at, { language, zone, show: 'minute' }),
    amount: (amount: string) => writeMoney(Number(amount), merchant?.currency ?? 'CNY', language),
  }
}
