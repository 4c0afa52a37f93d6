import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Form, Popconfirm, Skeleton } from 'antd'
import { useState } from 'react'
import type {
  changeLocationContract,
  closeLocationContract,
  getLocationContract,
  reopenLocationContract,
} from '../../src/locations/contract.ts'
import { locationActions } from '../../src/locations/location.ts'
import { can } from '../../src/platform/states.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Facts } from '../platform/ui/Facts.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useCountryName } from '../platform/use-country-name.ts'
import { LocationFields } from './LocationFields.tsx'
import { LocationStock } from './LocationStock.tsx'
import { formOf, type Location, type LocationValues, regionOf, valuesOf } from './places.ts'
import { useLocationWords } from './words.ts'

/** A place: where it is, how it is chosen, and what is there. */
export default function LocationPage() {
  const say = useLocationWords()
  const { locationId } = useParams({ strict: false }) as { locationId: string }
  const { data, error, refetch } = useQuery({
    queryKey: ['/locations', locationId],
    queryFn: () => call<typeof getLocationContract>('GET', `/locations/${locationId}`),
  })
  if (data !== undefined) return <Known location={data} />
  return (
    <Page title={say('location')}>
      {error === null ? <Skeleton active /> : <Fault error={error} onRetry={() => void refetch()} />}
    </Page>
  )
}

function Known({ location }: { location: Location }) {
  const say = useLocationWords()
  const may = useMay()
  const countryName = useCountryName()
  const [isEditing, setEditing] = useState(false)
  const { id, name, code, kind, status, fulfils, priority, timeZone, longitude, latitude, createdAt } = location
  const reason = may('locations.write') ? undefined : say('not_permitted')
  return (
    <Page
      title={name}
      extra={<StatusTag tone={status === 'active' ? 'good' : 'quiet'}>{say(`status_${status}`)}</StatusTag>}
      tools={
        <>
          <CloseButton location={location} reason={reason} />
          <ActionButton icon={<EditOutlined />} reason={reason} onClick={() => setEditing(true)}>
            {say('edit')}
          </ActionButton>
        </>
      }
    >
      <div style={{ maxWidth: 640 }}>
        <Section title={say('about')}>
          <Facts
            facts={[
              [say('code'), code],
              [say('kind'), say(`kind_${kind}`)],
              [say('region'), regionOf(location, countryName)],
              [say('point'), longitude === null || latitude === null ? null : `${longitude}, ${latitude}`],
              [say('fulfils'), say(fulfils ? 'yes' : 'no')],
              [say('priority'), priority],
              [say('time_zone'), timeZone],
              [say('created'), <Moment key="at" at={createdAt} />],
            ]}
          />
        </Section>
      </div>
      {may('stock.read') && <LocationStock locationId={id} />}
      {isEditing && <LocationPanel location={location} onClose={() => setEditing(false)} />}
    </Page>
  )
}

function CloseButton({ location, reason }: { location: Location; reason: string | undefined }) {
  const say = useLocationWords()
  const { act, isBusy } = useAct()
  const { id, name, status, version } = location
  const path = `/locations/${id}/closure`
  const isOpen = can(locationActions, 'close', status)
  const work = () =>
    isOpen
      ? call<typeof closeLocationContract>('POST', path, undefined, { version })
      : call<typeof reopenLocationContract>('DELETE', path, undefined, { version })
  const word = say(isOpen ? 'close' : 'reopen')
  if (reason !== undefined) return <ActionButton reason={reason}>{word}</ActionButton>
  return (
    <Popconfirm
      title={say(isOpen ? 'close_title' : 'reopen_title', { name })}
      description={say(isOpen ? 'close_says' : 'reopen_says')}
      okText={word}
      cancelText={say('cancel')}
      onConfirm={() => act(work, { says: say('saved'), stale: ['/locations'] })}
    >
      <ActionButton loading={isBusy}>{word}</ActionButton>
    </Popconfirm>
  )
}

function LocationPanel({ location, onClose }: { location: Location; onClose: () => void }) {
  const say = useLocationWords()
  const [form] = Form.useForm<LocationValues>()
  const { act, isBusy } = useAct()
  const { id, version } = location
  const save = async (values: LocationValues) => {
    const send = () => call<typeof changeLocationContract>('PUT', `/locations/${id}`, formOf(values), { version })
    if ((await act(send, { says: say('saved'), stale: ['/locations'], form })) !== undefined) onClose()
  }
  return (
    <SidePanel
      isOpen
      title={say('edit_location')}
      onClose={onClose}
      tools={
        <Button type="primary" loading={isBusy} onClick={() => form.submit()}>
          {say('save')}
        </Button>
      }
    >
      <Form form={form} layout="vertical" initialValues={valuesOf(location)} onFinish={(values) => void save(values)}>
        <LocationFields hasCode />
      </Form>
    </SidePanel>
  )
}
