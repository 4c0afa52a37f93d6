import { Select, type SelectProps } from 'antd'
import { countries } from '../../../src/platform/countries.ts'
import { useCountryName } from '../use-country-name.ts'

/** A country, chosen by its name in the language of the screens or by its code (ISO 3166-1 alpha-2), which is its value. */
export function CountrySelect(props: SelectProps<string>) {
  const nameOf = useCountryName()
  return (
    <Select<string>
      {...props}
      showSearch={{ optionFilterProp: 'label' }}
      options={countries.map((code) => ({ value: code, label: `${nameOf(code)} ${code}` }))}
    />
  )
}
