import { Button, Form } from 'antd'
import type { inviteStaffContract } from '../../src/access/staff/contract.ts'
import { type BodyOf, call } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useLacksMail } from '../training/use-onboarding.ts'
import { StaffFields } from './StaffFields.tsx'
import { useAccessWords } from './words.ts'

type Invitation = BodyOf<typeof inviteStaffContract>

/** Invites somebody; `onClose` is told who, if anybody was. */
export function InviteForm({ onClose }: { onClose: (invitedId?: string) => void }) {
  const say = useAccessWords()
  const { language } = useDevice()
  const [form] = Form.useForm<Invitation>()
  const { act, isBusy } = useAct()
  const lacksMail = useLacksMail()
  const invite = async (given: Invitation) => {
    const invited = await act(() => call<typeof inviteStaffContract>('POST', '/staff', given), {
      ...{ says: say(lacksMail ? 'invited_without_mail' : 'invited'), stale: ['/staff', 'onboarding'], form },
    })
    if (invited) onClose(invited.id)
  }
  return (
    <SidePanel title={say('invite')} isOpen onClose={() => onClose()}>
      <p>{say(lacksMail ? 'invite_without_mail' : 'invite_says')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ locale: language, locationIds: null, channels: null }}
        onFinish={(given) => void invite(given)}
      >
        <StaffFields />
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {say('invite_send')}
        </Button>
      </Form>
    </SidePanel>
  )
}
