import { Select, type SelectProps } from 'antd'
import { useMemo } from 'react'
import { countries } from '../../../src/platform/countries.ts'
import { useDevice } from '../device.ts'
import { useCountryName } from '../use-country-name.ts'

/** A country, chosen by its name in the language of the screens or by its code (ISO 3166-1 alpha-2), which is its value. */
export function CountrySelect(props: SelectProps<string>) {
  const { language } = useDevice()
  const nameOf = useCountryName()
  const named = useMemo(
    () => countries.map((code) => ({ value: code, label: `${nameOf(code)} ${code}` })).sort(byName(language)),
    [nameOf, language],
  )
  return <Select<string> {...props} showSearch={{ optionFilterProp: 'label' }} options={named} />
}

function byName(language: string): (a: { label: string }, b: { label: string }) => number {
  const { compare } = new Intl.Collator(language)
  return (a, b) => compare(a.label, b.label)
}
