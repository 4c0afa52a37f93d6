// Blocks that say what each part is: 收货人：张三 手机号码：… 详细地址：…; as shops, marketplaces and chat forms write them.

/** What a label announces. */
export type Labelled = 'name' | 'phone' | 'region' | 'address' | 'postcode' | 'email' | 'company' | 'other'

/** A part of a block with its label; without one, what stood before the first. */
export type LabelledPart = { label: Labelled | undefined; text: string }

const words: Readonly<Record<Labelled, readonly string[]>> = {
  name: [
    '收货人姓名',
    '收件人姓名',
    '收货人',
    '收件人',
    '联系人',
    '姓名',
    '客户姓名',
    '客户',
    '收货姓名',
    'Name',
    'Consignee',
    'Recipient',
  ],
  phone: [
    ...[
      '联系方式',
      '联系电话',
      '手机号码',
      '手机号',
      '手机',
      '电话号码',
      '电话',
      '固定电话',
      '固话',
      '座机',
      '收货电话',
    ],
    ...['Phone', 'Tel', 'Mobile'],
  ],
  region: ['所在地区', '所在区域', '省市区', '地区', '区域'],
  address: ['详细地址', '收货地址', '收件地址', '联系地址', '送货地址', '街道地址', '地址', 'Address'],
  postcode: ['邮政编码', '邮编', 'Postcode', 'Zip'],
  email: ['电子邮箱', '邮箱', 'E-mail', 'Email'],
  company: ['公司名称', '单位名称', '公司', '单位', 'Company'],
  other: ['订单编号', '订单号', '买家昵称', '旺旺', '备注', '留言', '身份证号码', '身份证号', '身份证'],
}

const labels = new Map(
  Object.entries(words).flatMap(([label, all]) => all.map((word) => [word.toLowerCase(), label as Labelled])),
)
/** Longer words first, so that 收货人姓名 is not 收货人 with a name that begins with 姓名. */
const anyLabel = new RegExp(
  `(?<![\\p{L}\\p{N}])(${[...labels.keys()].sort((a, b) => b.length - a.length).join('|')})\\s{0,3}[:=]\\s{0,3}`,
  'giu',
)

/** Cuts a block at its labels; a block without any is one part. */
export function cutAtLabels(text: string): LabelledPart[] {
  const found = [...text.matchAll(anyLabel)]
  const first = text.slice(0, found[0]?.index ?? text.length)
  const parts: LabelledPart[] = first.trim() === '' ? [] : [{ label: undefined, text: first }]
  for (const [at, match] of found.entries()) {
    const end = found[at + 1]?.index ?? text.length
    parts.push({
      label: labels.get((match[1] ?? '').toLowerCase()),
      text: text.slice(match.index + match[0].length, end),
    })
  }
  return parts
}
