import type { TemplateName, TemplateWords } from '../templates.ts'

/** The words of messages in Chinese. */
export const words = {
  invitation: {
    subject: '{invitedBy}邀请您加入{merchant}',
    before: ['您好！', '{invitedBy}邀请您在一单系统中为{merchant}工作。请打开下面的链接，设置密码后即可开始使用。'],
    action: '接受邀请',
    after: [
      '链接在{validUntil}之前有效，只能使用一次。请勿转发：拿到链接的人可以代您接受邀请。',
      '如果您并不知道这次邀请，无需理会，不会开通任何账号。',
    ],
  },
  passwordReset: {
    subject: '重设您在{merchant}的密码',
    before: ['您好！', '有人从{origin}请求重设您在{merchant}的账号密码。'],
    action: '设置新密码',
    after: ['链接在{validUntil}之前有效，只能使用一次，请勿转发。', '如果不是您本人操作，无需理会，密码不会改变。'],
  },
  passwordChanged: {
    subject: '您在{merchant}的密码已更改',
    before: ['您好！', '您在{merchant}的账号密码已于{at}更改，操作来自{origin}。'],
    action: '打开账号',
    after: [
      '如果是您本人操作，无需理会。',
      '如果不是，请立即设置新密码，退出其他已登录的设备，并告知{merchant}的管理员。',
    ],
  },
  secondFactorRemoved: {
    subject: '您在{merchant}的两步验证已解除',
    before: ['您好！', '您在{merchant}的账号已于{at}解除两步验证，操作来自{origin}。此后仅凭密码即可登录。'],
    action: '打开账号',
    after: [
      '如果是您本人操作，请尽快重新设置两步验证。',
      '如果不是，请立即设置新密码，退出其他已登录的设备，并告知{merchant}的管理员。',
    ],
  },
  secondFactorSet: {
    subject: '您在{merchant}的两步验证已开启',
    before: ['您好！', '您在{merchant}的账号已于{at}开启两步验证，操作来自{origin}。此后登录除密码外还需验证码。'],
    action: '打开账号',
    after: [
      '如果是您本人操作，请妥善保存恢复码。',
      '如果不是，请立即设置新密码，退出其他已登录的设备，并告知{merchant}的管理员。',
    ],
  },
  passkeyAdded: {
    subject: '您在{merchant}的账号新增了通行密钥',
    before: ['您好！', '您在{merchant}的账号于{at}新增了一个通行密钥，操作来自{origin}。用它无需密码即可登录。'],
    action: '打开账号',
    after: ['如果是您本人操作，无需理会。', '如果不是，请立即移除该通行密钥并设置新密码，再告知{merchant}的管理员。'],
  },
  passkeyRemoved: {
    subject: '您在{merchant}的账号移除了通行密钥',
    before: ['您好！', '您在{merchant}的账号于{at}移除了一个通行密钥，操作来自{origin}。用它不能再登录。'],
    action: '打开账号',
    after: [
      '如果是您本人操作，无需理会。',
      '如果不是，请立即设置新密码，退出其他已登录的设备，并告知{merchant}的管理员。',
    ],
  },
  emailChanged: {
    subject: '您在{merchant}的登录邮箱已更改',
    before: [
      '您好！',
      '您在{merchant}的账号已于{at}更改登录邮箱，操作来自{origin}。此后请用新邮箱登录，旧邮箱不再有效。',
    ],
    action: '打开账号',
    after: ['如果您知道此事，无需理会。', '如果不是您本人操作，请立即告知{merchant}的管理员。'],
  },
  rolesChanged: {
    subject: '您在{merchant}的权限已更改',
    before: ['您好！', '您在{merchant}的账号权限或工作范围已于{at}更改，操作来自{origin}。'],
    action: '打开账号',
    after: ['如果您知道此事，无需理会。', '如果有疑问，请询问{merchant}的管理员。'],
  },
  newSignIn: {
    subject: '您在{merchant}的账号在新的地点登录',
    before: ['您好！', '您在{merchant}的账号于{at}在以前没有登录过的地点登录：{origin}。'],
    action: '打开账号',
    after: [
      '如果是您本人操作，无需理会。',
      '如果不是，请立即设置新密码，退出其他已登录的设备，并告知{merchant}的管理员。',
    ],
  },
  signInLink: {
    subject: '登录{merchant}',
    before: ['您好！', '有人从{origin}请求用此邮箱登录{merchant}。'],
    action: '登录',
    after: ['链接在{validUntil}之前有效，只能使用一次，请勿转发。', '如果不是您本人操作，无需理会，没有链接无法登录。'],
  },
  test: {
    subject: '一单可以发送邮件',
    before: ['这是一单系统的测试邮件，发送于{at}。'],
    after: ['您能读到它，说明设置正确。'],
  },
} as const satisfies Record<TemplateName, TemplateWords>
