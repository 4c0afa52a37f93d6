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
      '移动电话',
    ],
    ...['收货人', '收件人'].flatMap((who) =>
      ['电话', '手机', '手机号', '手机号码', '联系电话'].map((what) => who + what),
    ),
    ...['Phone', 'Tel', 'Mobile'],
  ],
  region: ['所在地区', '所在区域', '省市区', '地区', '区域'],
  address: [
    '详细地址',
    '收货地址',
    '收件地址',
    '联系地址',
    '送货地址',
    '街道地址',
    '收货人地址',
    '收件人地址',
    '地址',
    'Address',
  ],
  postcode: ['邮政编码', '邮编', 'Postcode', 'Zip'],
  email: ['电子邮箱', '邮箱', 'E-mail', 'Email'],
  company: ['公司名称', '单位名称', '公司', '单位', 'Company'],
  other: ['订单编号', '订单号', '买家昵称', '旺旺', '备注', '留言', '身份证号码', '身份证号', '身份证'],
}

const labels = new Map(
  Object.entries(words).flatMap(([label, all]) => all.map((word) => [word.toLowerCase(), label as Labelled])),
)
/** What stands before an address without any sign: nobody's name, and no part of an address. */
const plain = [
  ...['收货人姓名', '收件人姓名', '收货人', '收件人', '联系人', '姓名'],
  ...words.phone,
  ...['所在地区', '所在区域', '邮政编码', '邮编', ...words.address],
]
/** Longer words first, so that 收货人姓名 is not 收货人 with a name that begins with 姓名. */
const anyOf = (labelWords: Iterable<string>) => [...labelWords].sort((a, b) => b.length - a.length).join('|')
const alone = '[\\[(]?(?<![\\p{L}\\p{N}])'
const anyLabel = new RegExp(
  [
    `${alone}(${anyOf(labels.keys())})\\]?\\s{0,3}[:=-]\\s{0,3}`,
    // 手机 138…, [收货人]张三, 电话/手机: (phones are taken out before).
    `${alone}(${anyOf(plain)})(?:\\]\\s{0,3}|\\s{1,3}|[/(,]|$)`,
    // 收货人张三, 收货地址浙江省…
    `${alone}(收货人|收件人|收货地址|收件地址|详细地址)(?=\\p{Script=Han}{2})`,
    // 张三手机:…
    '(?<=\\p{Script=Han})(手机号码|手机号|手机|联系电话|电话|收货地址|详细地址|地址)\\s{0,3}[:=]\\s{0,3}',
  ].join('|'),
  'giu',
)
/** 收 货 人:, 手 机:, as forms set them wide. */
const wide = /(收)\s{1,4}([货件])\s{1,4}(人)(?=\s{0,3}[:=])|(姓|手|电|地)\s{1,4}(名|机|话|址)(?=\s{0,3}[:=])/gu

/** Cuts a block at its labels; a block without any is one part. */
export function cutAtLabels(block: string): LabelledPart[] {
  const text = block.replace(wide, (_, ...letters: unknown[]) =>
    letters
      .slice(0, 5)
      .filter((letter) => letter !== undefined)
      .join(''),
  )
  const found = [...text.matchAll(anyLabel)]
  const first = text.slice(0, found[0]?.index ?? text.length)
  const parts: LabelledPart[] = first.trim() === '' ? [] : [{ label: undefined, text: first }]
  for (const [at, match] of found.entries()) {
    const end = found[at + 1]?.index ?? text.length
    parts.push({
      label: labels.get((match.slice(1).find((word) => word !== undefined) ?? '').toLowerCase()),
      text: text.slice(match.index + match[0].length, end),
    })
  }
  return parts
}
