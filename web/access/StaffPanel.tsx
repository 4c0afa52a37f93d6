import { useQuery } from '@tanstack/react-query'
import { Button, Form, Skeleton } from 'antd'
import type { changeStaffContract, getStaffContract } from '../../src/access/staff/contract.ts'
import { type AnswerOf, type BodyOf, call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useAct } from '../platform/use-act.tsx'
import { StaffDoors } from './StaffDoors.tsx'
import { StaffFields } from './StaffFields.tsx'
import { StaffSessions } from './StaffSessions.tsx'
import { staffTones } from './staff-row.ts'
import { useAccessWords } from './words.ts'

type Staff = AnswerOf<typeof getStaffContract>

/** Somebody who works here: what they may do, whether they are let in, where they are in. */
export function StaffPanel({ staffId, onClose }: { staffId: string; onClose: () => void }) {
  const say = useAccessWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['/staff', staffId],
    queryFn: () => call<typeof getStaffContract>('GET', `/staff/${staffId}`),
    refetchOnWindowFocus: false,
  })
  return (
    <SidePanel
      title={data?.name ?? say('staff')}
      isOpen
      onClose={onClose}
      tools={data && <StatusTag tone={staffTones[data.status]}>{say(`status_${data.status}`)}</StatusTag>}
    >
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <>
          <ChangeForm key={data.version} staff={data} />
          <StaffDoors staff={data} />
          <StaffSessions staffId={staffId} />
        </>
      )}
    </SidePanel>
  )
}

function ChangeForm({ staff }: { staff: Staff }) {
  const say = useAccessWords()
  const may = useMay()
  const [form] = Form.useForm<BodyOf<typeof changeStaffContract>>()
  const { act, isBusy } = useAct()
  const save = (given: BodyOf<typeof changeStaffContract>) =>
    act(() => call<typeof changeStaffContract>('PUT', `/staff/${staff.id}`, given, { version: staff.version }), {
      ...{ says: say('saved'), stale: ['/staff'], form },
    })
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={staff}
      disabled={!may('access.staff')}
      onFinish={(given) => void save(given)}
    >
      <StaffFields />
      {may('access.staff') && (
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {say('save')}
        </Button>
      )}
    </Form>
  )
}
