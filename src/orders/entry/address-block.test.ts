import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseAddressBlock } from './address-block.ts'
import { type ParsedPart, parsedParts } from './parsed-address.ts'

type Expected = { [part in ParsedPart]?: string } & { doubtful?: ParsedPart[]; unparsed?: string[]; others?: number }

/** Blocks as people send them, and what is in them; `doubtful` are the parts that are marked. */
const blocks: Record<string, [block: string, expected: Expected]> = {
  'one line, with gaps': [
    '张三丰 13800138000 浙江省杭州市西湖区文三路 1 号',
    {
      name: '张三丰',
      phone: '13800138000',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      street: '文三路1号',
    },
  ],
  'one line without a gap: the name behind the house is a guess': [
    '浙江省杭州市西湖区文三路1号张三丰13800138000',
    {
      ...{ name: '张三丰', phone: '13800138000', province: '浙江省', city: '杭州市', district: '西湖区' },
      ...{ street: '文三路1号', doubtful: ['name'] },
    },
  ],
  'labels, and a landline with an extension': [
    '收货人：李四\n电话：010-65551234转801\n地址：北京市朝阳区建国路88号SOHO现代城A座1201',
    {
      ...{ name: '李四', phone: '010-65551234转801', province: '北京市', city: '北京市', district: '朝阳区' },
      street: '建国路88号SOHO现代城A座1201',
    },
  ],
  'commas, and a phone in groups': [
    '王小明，138-0013-8000，广东省深圳市南山区科技园南区深南大道10000号',
    {
      ...{ name: '王小明', phone: '13800138000', province: '广东省', city: '深圳市', district: '南山区' },
      street: '科技园南区深南大道10000号',
    },
  ],
  'without endings and province': [
    '杭州余杭仓前街道文一西路969号 赵六 13912345678',
    {
      ...{ name: '赵六', phone: '13912345678', province: '浙江省', city: '杭州市', district: '余杭区' },
      street: '仓前街道文一西路969号',
    },
  ],
  'a firm behind the house, which is not lost': [
    '杭州市余杭区文一西路969号 阿里巴巴 李四 13712345678',
    {
      ...{ name: '李四', phone: '13712345678', province: '浙江省', city: '杭州市', district: '余杭区' },
      street: '文一西路969号 阿里巴巴',
    },
  ],
  'a Mongolian name stays out of the street, and is doubtful': [
    '内蒙古自治区呼和浩特市赛罕区大学西街235号 阿拉坦 15647112233',
    {
      ...{ name: '阿拉坦', phone: '15647112233', province: '内蒙古自治区', city: '呼和浩特市', district: '赛罕区' },
      ...{ street: '大学西街235号', doubtful: ['name'] },
    },
  ],
  'a Uighur name': [
    '买买提·艾力 13999912345 新疆维吾尔自治区乌鲁木齐市天山区解放北路28号',
    {
      ...{ name: '买买提·艾力', phone: '13999912345', province: '新疆维吾尔自治区', city: '乌鲁木齐市' },
      ...{ district: '天山区', street: '解放北路28号' },
    },
  ],
  'as Taobao copies it: 86- before the phone, regions apart, the postcode last': [
    '李女士，86-13612345678，广东省 广州市 天河区 石牌街道 天河路385号太古汇1座 ，510620',
    {
      ...{ name: '李女士', phone: '13612345678', province: '广东省', city: '广州市', district: '天河区' },
      ...{ street: '石牌街道天河路385号太古汇1座', postcode: '510620' },
    },
  ],
  'a virtual number with its extension in name and street, and a masked name': [
    '收货人: 张**[8899] 手机号码: 18412345678-8899 所在地区: 浙江省杭州市余杭区五常街道 详细地址: 文一西路969号淘宝城[8899]',
    {
      ...{ name: '张**', phone: '18412345678转8899', province: '浙江省', city: '杭州市', district: '余杭区' },
      ...{ street: '五常街道文一西路969号淘宝城', doubtful: ['name'] },
    },
  ],
  'as JD shows it: the municipality twice': [
    '收件人：陈静\n手机号码：13512345678\n所在地区：上海上海市浦东新区\n详细地址：张江镇祖冲之路1000号3号楼502室',
    {
      ...{ name: '陈静', phone: '13512345678', province: '上海市', city: '上海市', district: '浦东新区' },
      street: '张江镇祖冲之路1000号3号楼502室',
    },
  ],
  'a landline and a title': [
    '上海市浦东新区世纪大道100号环球金融中心 刘总 021-38681234',
    {
      ...{ name: '刘总', phone: '021-38681234', province: '上海市', city: '上海市', district: '浦东新区' },
      street: '世纪大道100号环球金融中心',
    },
  ],
  'a phone with its country and a development zone, which is no district': [
    '张伟\n+86 139 1234 5678\n江苏省苏州市工业园区星湖街328号创意产业园5栋',
    {
      ...{ name: '张伟', phone: '13912345678', province: '江苏省', city: '苏州市', district: '工业园区' },
      ...{ street: '星湖街328号创意产业园5栋', doubtful: ['district'] },
    },
  ],
  'a city without districts': [
    '东莞市长安镇乌沙兴发路18号OPPO工业园 周杰 13809999999',
    {
      ...{ name: '周杰', phone: '13809999999', province: '广东省', city: '东莞市' },
      street: '长安镇乌沙兴发路18号OPPO工业园',
    },
  ],
  'a city that is a district of another': [
    '义乌市北苑街道雪峰西路968号 骆女士 15058512345',
    {
      ...{ name: '骆女士', phone: '15058512345', province: '浙江省', city: '金华市', district: '义乌市' },
      street: '北苑街道雪峰西路968号',
    },
  ],
  'a chat': [
    '你好我要下单，寄到成都市武侯区天府大道北段1700号，王芳收，电话18011112222',
    {
      ...{ name: '王芳', phone: '18011112222', province: '四川省', city: '成都市', district: '武侯区' },
      ...{ street: '天府大道北段1700号', unparsed: ['你好我要下单'] },
    },
  ],
  'a district of four cities: which of them is not guessed, and all are named': [
    '鼓楼区中山北路1号 王五 13700000000',
    {
      ...{ name: '王五', phone: '13700000000', district: '鼓楼区', street: '中山北路1号', others: 4 },
      doubtful: ['district'],
    },
  ],
  'what belongs to no part is given back, and a number of an identity card is no phone': [
    '订单编号：12345678901234 收货人：刘洋 13700137000 身份证：110101199003071234 地址：湖北省武汉市洪山区珞喻路1037号 备注：周末送',
    {
      ...{
        name: '刘洋',
        phone: '13700137000',
        province: '湖北省',
        city: '武汉市',
        district: '洪山区',
        street: '珞喻路1037号',
      },
      unparsed: ['110101199003071234', '12345678901234', '周末送'],
    },
  ],
  'two phones: one of them is given back': [
    '孙丽 13511112222 010-88889999 北京市海淀区中关村大街27号',
    {
      ...{ name: '孙丽', phone: '13511112222', province: '北京市', city: '北京市', district: '海淀区' },
      ...{ street: '中关村大街27号', doubtful: ['phone'], unparsed: ['010-88889999'] },
    },
  ],
  'what a platform masks': [
    '138****8000 张** 北京市海淀区***',
    {
      ...{ name: '张**', province: '北京市', city: '北京市', district: '海淀区', street: '***' },
      ...{ doubtful: ['name', 'street'], unparsed: ['138****8000'] },
    },
  ],
  'full-width signs and an e-mail': [
    '联系人：吴敏　手机：１３７７７７７８８８８　邮箱：wu.min@example.com　地址：福建省厦门市思明区鹭江道１号',
    {
      ...{ name: '吴敏', phone: '13777778888', email: 'wu.min@example.com', province: '福建省', city: '厦门市' },
      ...{ district: '思明区', street: '鹭江道1号' },
    },
  ],
  'a compound surname and a postcode': [
    '重庆市渝中区解放碑民权路28号英利国际38楼 欧阳娜娜 15123456789 400000',
    {
      ...{ name: '欧阳娜娜', phone: '15123456789', province: '重庆市', city: '重庆市', district: '渝中区' },
      ...{ street: '解放碑民权路28号英利国际38楼', postcode: '400000' },
    },
  ],
  'Hong Kong': [
    '香港九龍尖沙咀廣東道30號 陳大文 +852 2123 4567',
    {
      ...{ name: '陳大文', phone: '+852 2123 4567', province: '香港特别行政区', street: '九龍尖沙咀廣東道30號' },
      doubtful: ['name', 'phone'],
    },
  ],
  'abroad: only name and phone are understood': [
    'John Smith\n221B Baker Street\nLondon NW16XE\n+44 20 7224 3688',
    {
      ...{ name: 'John Smith', phone: '+44 20 7224 3688', doubtful: ['name', 'phone'] },
      unparsed: ['221B Baker Street', 'London NW16XE'],
    },
  ],
  'an address alone': [
    '海南省三亚市吉阳区迎宾路1号',
    { province: '海南省', city: '三亚市', district: '吉阳区', street: '迎宾路1号' },
  ],
  'a name alone is a guess': ['张三', { name: '张三', doubtful: ['name'] }],
  'a phone alone': ['13800138000', { phone: '13800138000' }],
  nothing: ['test', { unparsed: ['test'] }],
}

describe('a pasted block is taken apart:', () => {
  for (const [about, [block, { doubtful = [], unparsed = [], others = 0, ...expected }]] of Object.entries(blocks)) {
    it(about, () => {
      const parsed = parseAddressBlock(block)
      const found = Object.entries(parsed.fields).flatMap(([part, field]) =>
        field === null ? [] : [[part, field.value]],
      )
      assert.deepEqual(Object.fromEntries(found), expected)
      const marked = parsedParts.filter((part) => (parsed.fields[part]?.confidence ?? 1) < 0.8)
      assert.deepEqual(marked.toSorted(), doubtful.toSorted())
      assert.deepEqual(
        marked.filter((part) => parsed.fields[part]?.doubt === null),
        [],
        'what is doubtful says why',
      )
      assert.deepEqual(parsed.unparsed, unparsed)
      assert.equal(parsed.others.length, others)
    })
  }

  for (const block of [
    '收件人: 张三 手机 13800138000 浙江省杭州市西湖区文三路1号',
    '收货人 张三 电话 13800138000 地址 浙江省杭州市西湖区文三路1号',
    '张三，电话13800138000，浙江省杭州市西湖区文三路1号',
    '张三（手机：13800138000）浙江省杭州市西湖区文三路1号',
    '收货人张三 手机号码13800138000 收货地址浙江省杭州市西湖区文三路1号',
    '【收货人】张三【手机】13800138000【地址】浙江省杭州市西湖区文三路1号',
    '浙江省杭州市西湖区文三路1号 收件人张三 手机号码 13800138000',
    '收件人：张三 电话/手机：13800138000 浙江省杭州市西湖区文三路1号',
    '收件人-张三 手机-13800138000 地址-浙江省杭州市西湖区文三路1号',
    '收件人:张三手机:13800138000地址:浙江省杭州市西湖区文三路1号',
    '收件人姓名：张三 收件人电话：13800138000 收件人地址：浙江省杭州市西湖区文三路1号',
    '收 货 人：张三 手 机：13800138000 地 址：浙江省杭州市西湖区文三路1号',
    '张三 移动电话 13800138000 浙江省杭州市西湖区文三路1号',
  ]) {
    it(`no label stays in a part: ${block}`, () => {
      const { fields, unparsed } = parseAddressBlock(block)
      const { name, phone, province, street } = fields
      assert.deepEqual(
        [name, phone, province, street].map((field) => field?.value),
        ['张三', '13800138000', '浙江省', '文三路1号'],
      )
      assert.deepEqual(unparsed, [])
    })
  }

  it('however it is written, it comes to an end', () => {
    for (const part of [
      '鼓楼区',
      '1',
      '张 ',
      'a@',
      '0571 ',
      '收货人:',
      '号张三',
      '+1 ',
      '浙江省杭州市',
      '转',
      '138****',
      '[1',
    ]) {
      // What took longer than in proportion would not end before the test is given up.
      const { fields } = parseAddressBlock(part.repeat(Math.ceil(5000 / part.length)).slice(0, 5000))
      assert.ok('name' in fields, part)
    }
  })
})
