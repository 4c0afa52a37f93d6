// The words that the sample shop's goods are made of: each row is a thing, the makes in which it is sold, the range of its
// price in yuan, what one weighs in grams, and how its variants differ. Believable for a Chinese retailer, and nobody's.

/** One way in which the variants of a product differ; with `grows` each value costs, with `heavier` weighs, more (per cent). */
export type Option = { name: string; values: readonly string[]; take?: number; grows?: number; heavier?: number }

/** A thing that is sold in several makes. */
export type GoodsRow = readonly [
  noun: string,
  makes: string,
  lowYuan: number,
  highYuan: number,
  grams: number,
  options: keyof typeof optionSchemes,
  taxClass?: 'reduced' | 'exempt',
]

/** A category with its goods; `prefix` begins their SKUs. */
export type GoodsCategory = { category: string; prefix: string; rows: readonly GoodsRow[] }

const colours = ['黑色', '白色', '雾霾蓝', '抹茶绿', '樱花粉', '燕麦色', '深灰', '卡其']
const colour = (take: number): Option => ({ name: '颜色', values: colours, take })
const larger = (name: string, values: readonly string[], grows: number, heavier = 0): Option => ({
  ...{ name, values, grows, heavier },
})

/** How variants of a product differ. */
export const optionSchemes = {
  single: [],
  colour: [colour(3)],
  twoColours: [colour(2)],
  clothes: [colour(2), { name: '尺码', values: ['S', 'M', 'L', 'XL'] }],
  shoes: [colour(2), { name: '尺码', values: ['38', '39', '40', '41', '42'] }],
  baby: [colour(2), { name: '身高', values: ['66cm', '73cm', '80cm'] }],
  diapers: [{ name: '尺码', values: ['S', 'M', 'L', 'XL'] }],
  length: [larger('长度', ['1米', '2米'], 30, 60)],
  stick: [larger('容量', ['64GB', '128GB', '256GB'], 55)],
  disk: [larger('容量', ['512GB', '1TB', '2TB'], 60)],
  bed: [larger('尺寸', ['1.5米床', '1.8米床'], 15, 12)],
  pan: [larger('口径', ['30cm', '32cm'], 12, 10)],
  box: [larger('容量', ['30L', '55L'], 45, 60)],
  mat: [larger('尺寸', ['40×60cm', '50×80cm'], 50, 60)],
  curtain: [larger('尺寸', ['1.5×2.6米', '2×2.7米', '3×2.7米'], 30, 30)],
  cup: [colour(2), larger('容量', ['350ml', '500ml'], 12, 20)],
  scent: [{ name: '香型', values: ['白茶', '桂花', '雪松', '柑橘'] }],
  socks: [larger('规格', ['5双装', '10双装'], 80, 95)],
  sack: [larger('规格', ['5kg', '10kg'], 85, 100)],
  oil: [larger('规格', ['1.8L', '5L'], 140, 175)],
  milk: [larger('规格', ['250ml×12', '250ml×24'], 90, 100)],
  eggs: [larger('规格', ['20枚', '30枚'], 45, 50)],
  snack: [larger('规格', ['250g', '500g'], 85, 95)],
  tea: [larger('规格', ['100g', '250g'], 130, 140)],
  coffee: [larger('规格', ['227g', '454g'], 85, 95)],
  jar: [larger('规格', ['500g', '1kg'], 80, 95)],
  masks: [larger('规格', ['5片', '10片'], 80, 90)],
  tube: [larger('容量', ['60ml', '120ml'], 70, 80)],
  bottle: [larger('容量', ['400ml', '750ml'], 65, 80)],
  cream: [larger('容量', ['30g', '50g'], 45, 50)],
  lipstick: [{ name: '色号', values: ['01 豆沙', '02 正红', '03 奶茶', '04 梅子'] }],
  feeder: [larger('容量', ['160ml', '240ml'], 15, 20)],
  wipes: [larger('规格', ['5包', '10包'], 80, 100)],
  blocks: [larger('规格', ['60粒', '120粒'], 75, 90)],
  pens: [{ name: '颜色', values: ['黑色', '蓝色', '红色'] }],
  markers: [larger('规格', ['12色', '24色', '48色'], 75, 90)],
} as const satisfies Record<string, readonly Option[]>

/** Everything that is sold, by category. */
export const goodsTable: readonly GoodsCategory[] = [
  {
    category: '手机数码',
    prefix: 'SJ',
    rows: [
      ['手机壳', '液态硅胶 磨砂防摔 透明气囊 磁吸亲肤', 19, 59, 60, 'colour'],
      ['数据线', '快充Type-C 尼龙编织 三合一 磁吸收纳', 19, 49, 40, 'length'],
      ['充电器', '65W氮化镓 30W双口 100W多口 迷你快充', 59, 199, 120, 'twoColours'],
      ['充电宝', '10000毫安超薄 20000毫安大容量 磁吸无线 自带线', 79, 199, 280, 'twoColours'],
      ['蓝牙耳机', '半入耳 主动降噪 骨传导 挂脖运动', 129, 599, 60, 'colour'],
      ['智能手表', '运动定位 血氧监测 儿童电话 长续航', 299, 1299, 70, 'twoColours'],
      ['平板保护套', '三折支架 带笔槽 全包防摔 键盘一体', 49, 199, 300, 'colour'],
      ['机械键盘', '87键热插拔 无线三模 静音红轴 铝坨坨', 199, 499, 900, 'twoColours'],
      ['鼠标', '静音无线 人体工学 轻量电竞 蓝牙双模', 49, 199, 110, 'twoColours'],
      ['U盘', '金属 双接口 指纹加密 车载', 39, 89, 20, 'stick'],
      ['移动固态硬盘', '便携 三防 高速 磁吸', 299, 599, 100, 'disk'],
    ],
  },
  {
    category: '家居',
    prefix: 'JJ',
    rows: [
      ['四件套', '纯棉磨毛 天丝 水洗棉 全棉印花', 199, 499, 2800, 'bed'],
      ['枕头', '记忆棉 乳胶 荞麦 深睡护颈', 69, 259, 1200, 'single'],
      ['毛巾', '长绒棉 竹纤维 加厚吸水 速干运动', 15, 39, 120, 'colour'],
      ['保温杯', '316不锈钢 弹盖 吸管 商务泡茶', 59, 169, 380, 'cup'],
      ['炒锅', '麦饭石不粘 精铁无涂层 316不锈钢 钛合金', 129, 399, 2100, 'pan'],
      ['菜刀', '锻打切片 三合钢 砍骨 轻便', 79, 199, 400, 'single'],
      ['收纳箱', '可折叠 抽屉式 带轮 透明加厚', 39, 99, 900, 'box'],
      ['台灯', '护眼学习 充电折叠 床头氛围 屏幕挂', 79, 259, 800, 'twoColours'],
      ['空气炸锅', '可视 大容量 多功能 免翻面', 229, 459, 4500, 'twoColours'],
      ['扫地机器人', '自清洁 扫拖一体 激光导航 超薄', 999, 2599, 6500, 'twoColours'],
      ['香薰', '无火藤条 扩香石 大豆蜡 车载', 39, 129, 300, 'scent'],
      ['地垫', '硅藻泥 加厚绒面 厨房防油 入户除尘', 29, 69, 700, 'mat'],
      ['窗帘', '全遮光 棉麻 雪尼尔 纱质', 99, 199, 1800, 'curtain'],
    ],
  },
  {
    category: '服饰',
    prefix: 'FS',
    rows: [
      ['T恤', '纯棉圆领短袖 重磅宽松 速干运动 条纹长袖', 49, 129, 200, 'clothes'],
      ['衬衫', '免烫商务 牛津纺 亚麻 法兰绒格子', 99, 239, 260, 'clothes'],
      ['牛仔裤', '直筒 高腰阔腿 修身小脚 加绒', 129, 299, 600, 'clothes'],
      ['休闲裤', '束脚 冰丝 工装 抽绳', 99, 219, 400, 'clothes'],
      ['卫衣', '连帽 圆领 拉链开衫 加绒', 139, 299, 550, 'clothes'],
      ['羽绒服', '轻薄 短款 中长款 连帽加厚', 299, 899, 800, 'clothes'],
      ['风衣', '中长款 短款 收腰 双排扣', 299, 599, 900, 'clothes'],
      ['连衣裙', '碎花 针织 法式收腰 衬衫式', 159, 399, 400, 'clothes'],
      ['运动鞋', '缓震跑步 透气网面 厚底复古 户外徒步', 199, 499, 900, 'shoes'],
      ['帆布鞋', '低帮 高帮 一脚蹬 厚底', 79, 169, 700, 'shoes'],
      ['袜子', '中筒纯棉 隐形船型 毛巾底运动 羊毛', 29, 59, 200, 'socks'],
      ['双肩包', '通勤电脑 防水旅行 学生减负 轻便折叠', 119, 329, 800, 'colour'],
      ['棒球帽', '软顶 刺绣 速干 复古水洗', 39, 89, 100, 'colour'],
      ['围巾', '羊绒 纯色 格纹 提花', 79, 399, 200, 'twoColours'],
    ],
  },
  {
    category: '食品',
    prefix: 'SP',
    rows: [
      // Grain, oil, plain milk and honey are taxed at the reduced rate; fresh eggs in trade are exempt.
      ['大米', '稻花香 长粒香 丝苗 有机', 39, 69, 5000, 'sack', 'reduced'],
      ['食用油', '压榨花生 低芥酸菜籽 玉米胚芽 冷榨亚麻籽', 39, 79, 1700, 'oil', 'reduced'],
      ['纯牛奶', '全脂 低脂 有机 高钙', 39, 69, 3200, 'milk', 'reduced'],
      ['鸡蛋', '散养土 谷饲 可生食 富硒', 29, 49, 1200, 'eggs', 'exempt'],
      ['坚果', '每日混合 焦糖 盐焗 原味', 39, 79, 270, 'snack'],
      ['绿茶', '高山云雾 雨前 炒青 毛尖', 59, 159, 150, 'tea'],
      ['咖啡豆', '中度烘焙 深度烘焙 意式拼配 单品水洗', 59, 109, 250, 'coffee'],
      ['挂面', '鸡蛋 荞麦 龙须 高筋', 9, 29, 1000, 'single'],
      ['牛肉干', '手撕风干 五香 麻辣 沙嗲', 39, 79, 260, 'snack'],
      ['巧克力', '72%黑 牛奶榛果 抹茶 海盐焦糖', 29, 69, 260, 'snack'],
      ['蜂蜜', '洋槐 枣花 百花 椴树', 49, 99, 620, 'jar', 'reduced'],
      ['果干', '芒果 草莓 葡萄 蔓越莓', 15, 35, 260, 'snack'],
    ],
  },
  {
    category: '美妆',
    prefix: 'MZ',
    rows: [
      ['面膜', '玻尿酸补水 烟酰胺提亮 积雪草舒缓 胶原紧致', 59, 129, 180, 'masks'],
      ['洗面奶', '氨基酸 控油 温和 男士清爽', 39, 79, 90, 'tube'],
      ['爽肤水', '保湿 舒缓 清爽 精华', 69, 159, 180, 'tube'],
      ['面霜', '神经酰胺修护 抗皱 轻盈 夜间', 99, 299, 90, 'cream'],
      ['防晒霜', '清爽 物理 防水 养肤', 69, 139, 80, 'cream'],
      ['口红', '丝绒 哑光 镜面 滋润', 59, 179, 30, 'lipstick'],
      ['洗发水', '控油蓬松 去屑 氨基酸 防脱', 39, 79, 480, 'bottle'],
      ['沐浴露', '氨基酸 香氛 牛奶 海盐', 29, 69, 480, 'bottle'],
    ],
  },
  {
    category: '母婴',
    prefix: 'MY',
    rows: [
      ['纸尿裤', '超薄透气 夜用加长 弱酸亲肤 云柔', 79, 159, 2500, 'diapers'],
      ['婴儿湿巾', '手口 加厚 云柔 便携', 29, 49, 1800, 'wipes'],
      ['奶瓶', '宽口径 玻璃 PPSU 防胀气', 69, 139, 200, 'feeder'],
      ['婴儿连体衣', '纯棉 竹纤维 夹棉 无骨', 59, 129, 200, 'baby'],
      ['积木', '大颗粒 木质 磁力 拼装', 59, 169, 900, 'blocks'],
      ['绘本', '启蒙 立体 双语 科普', 29, 99, 500, 'single', 'reduced'],
      ['婴儿推车', '轻便折叠 高景观 双向 登机', 299, 999, 7500, 'twoColours'],
    ],
  },
  {
    category: '文具',
    prefix: 'WJ',
    rows: [
      ['中性笔', '速干 直液 按动 复古', 9, 29, 120, 'pens'],
      ['笔记本', 'A5活页 线圈 手账 牛皮', 12, 49, 300, 'colour'],
      ['马克笔', '双头 可水洗 软头 荧光', 19, 39, 200, 'markers'],
      ['文件夹', '多层风琴 双强力 抽杆 资料册', 12, 49, 300, 'twoColours'],
      ['订书机', '省力 迷你 厚层 无针', 15, 59, 300, 'twoColours'],
      ['笔袋', '大容量 帆布 透明 立式', 15, 45, 150, 'colour'],
    ],
  },
]

/** Sets of goods: what each is called, and how many of which thing are in it. */
export const bundleTable: readonly (readonly [name: string, contents: Readonly<Record<string, number>>])[] = [
  ['新居入住礼包', { 四件套: 1, 毛巾: 2, 枕头: 2 }],
  ['早餐能量组合', { 纯牛奶: 1, 咖啡豆: 1, 坚果: 1 }],
  ['开学文具套装', { 中性笔: 3, 笔记本: 2, 笔袋: 1 }],
  ['宝宝出行套装', { 奶瓶: 1, 婴儿湿巾: 1, 纸尿裤: 1 }],
  ['桌面办公三件套', { 机械键盘: 1, 鼠标: 1, 台灯: 1 }],
  ['护肤入门三件套', { 洗面奶: 1, 爽肤水: 1, 面霜: 1 }],
  ['洗护家庭装', { 洗发水: 2, 沐浴露: 2, 毛巾: 2 }],
  ['厨房开火套装', { 炒锅: 1, 菜刀: 1, 食用油: 1 }],
  ['周末徒步套装', { 双肩包: 1, 保温杯: 1, 棒球帽: 1 }],
  ['下午茶礼盒', { 绿茶: 1, 果干: 2, 巧克力: 1 }],
  ['追剧零食大礼包', { 牛肉干: 1, 坚果: 1, 果干: 2 }],
  ['充电出行套装', { 充电器: 1, 数据线: 2, 充电宝: 1 }],
  ['粮油团圆箱', { 大米: 1, 食用油: 1, 挂面: 3 }],
  ['换季收纳套装', { 收纳箱: 3, 地垫: 1 }],
]

/** What is done rather than sent: its name and its price in yuan. */
export const serviceTable: readonly (readonly [name: string, yuan: number])[] = [
  ['礼品包装', 15],
  ['上门安装', 80],
]
