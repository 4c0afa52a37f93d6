import { Button, Form } from 'antd'
import { useState } from 'react'
import type { createLocationContract } from '../../src/locations/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { useMerchant } from '../platform/session.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import { LocationFields } from './LocationFields.tsx'
import { formOf, type LocationValues } from './places.ts'
import { useLocationWords } from './words.ts'

/** Makes a place. */
export default function NewLocationPage() {
  const say = useLocationWords()
  const go = useGo()
  const merchant = useMerchant()
  const [form] = Form.useForm<LocationValues>()
  const [isChanged, setChanged] = useState(false)
  const { act, isBusy } = useAct()
  useUnsavedGuard(isChanged && !isBusy)
  const save = async (values: LocationValues) => {
    const body = { ...formOf(values), code: values.code.trim() }
    const made = await act(() => call<typeof createLocationContract>('POST', '/locations', body), {
      ...{ says: say('made'), stale: ['/locations'], form },
    })
    if (made === undefined) return
    setChanged(false)
    setTimeout(() => go(paths.location(made.id)))
  }
  return (
    <Page
      title={say('new_location')}
      tools={
        <Button type="primary" loading={isBusy} onClick={() => form.submit()}>
          {say('save')}
        </Button>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          ...{ kind: 'warehouse', fulfils: true, priority: 100, country: 'CN' },
          timeZone: merchant?.timeZone ?? 'Asia/Shanghai',
        }}
        onValuesChange={() => setChanged(true)}
        onFinish={(values) => void save(values)}
      >
        <LocationFields hasCode={false} />
      </Form>
    </Page>
  )
}
