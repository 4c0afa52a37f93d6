import { Form } from 'antd'
import type { createLocationContract } from '../../src/locations/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { useMerchant } from '../platform/session.ts'
import { NewRecordPage } from '../platform/ui/NewRecordPage.tsx'
import { LocationFields } from './LocationFields.tsx'
import { formOf, type LocationValues } from './places.ts'
import { useLocationWords } from './words.ts'

/** Makes a place. */
export default function NewLocationPage() {
  const say = useLocationWords()
  const merchant = useMerchant()
  const [form] = Form.useForm<LocationValues>()
  return (
    <NewRecordPage<LocationValues>
      title={say('new_location')}
      form={form}
      initialValues={{
        ...{ kind: 'warehouse', fulfils: true, priority: 100, country: 'CN' },
        timeZone: merchant?.timeZone ?? 'Asia/Shanghai',
      }}
      create={(values) =>
        call<typeof createLocationContract>('POST', '/locations', { ...formOf(values), code: values.code.trim() })
      }
      says={say('made')}
      stale={['/locations']}
      pathOf={paths.location}
    >
      <LocationFields hasCode={false} />
    </NewRecordPage>
  )
}
