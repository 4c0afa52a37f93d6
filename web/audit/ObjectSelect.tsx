import { Select } from 'antd'
import { useState } from 'react'
import { useFound } from '../search/use-found.ts'
import { useAuditWords } from './words.ts'

const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What something was done to: an order by its number, goods by SKU or name, a customer by name or phone; or an id as it is. */
export function ObjectSelect({
  objectId,
  onChoose,
}: {
  objectId: string | undefined
  onChoose: (objectId?: string) => void
}) {
  const say = useAuditWords()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<{ value: string; label: string }>()
  const { found, isSearching } = useFound(typed)
  const orders = (found?.orders ?? []).map(({ id, number }) => ({ value: id, label: say('of_order', { number }) }))
  const products = (found?.products ?? []).map(({ productId, sku, name }) => ({
    value: productId,
    label: `${sku} ${name}`,
  }))
  const customers = (found?.customers ?? []).map(({ id, code, contact }) => ({
    value: id,
    label: [contact?.name, contact?.phone, code].filter(Boolean).join(' '),
  }))
  const parcels = (found?.parcels ?? []).map(({ id, carrier, trackingNumber }) => ({
    value: id,
    label: `${carrier} ${trackingNumber}`,
  }))
  const typedId = idForm.test(typed.trim()) ? [{ value: typed.trim().toLowerCase(), label: typed.trim() }] : []
  // A product has a row for each of its variants.
  const options = [
    ...new Map(
      [...typedId, ...orders, ...parcels, ...products, ...customers].map((each) => [each.value, each]),
    ).values(),
  ]
  const current =
    objectId === undefined ? [] : [{ value: objectId, label: chosen?.value === objectId ? chosen.label : objectId }]
  return (
    <Select
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      aria-label={say('filter_objectId')}
      placeholder={say('filter_objectId')}
      loading={isSearching}
      value={objectId ?? null}
      notFoundContent={
        typed.trim() === '' ? say('object_hint') : isSearching ? say('object_searching') : say('object_none')
      }
      onChange={(value: string | null, option) => {
        setTyped('')
        if (value !== null && option !== undefined && !Array.isArray(option)) setChosen(option)
        onChoose(value ?? undefined)
      }}
      options={typed.trim() === '' ? current : options}
    />
  )
}
