/** The words of what colleagues tell. */
export const words = {
  bell: '消息',
  bell_unread: '消息，{{count}} 条未读',
  mention_order: '在订单 {{number}} 的备注中提到了您',
  mention_customer: '在客户的备注中提到了您',
  mention: '在备注中提到了您',
  unread: '未读',
  read_all: '全部标为已读',
  none: '还没有消息。同事在备注里用 @ 提到您时，会出现在这里。',
}
