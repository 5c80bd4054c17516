"""The words that make a Chinese numeral a figure, and those in which a numeral is none; data, for the finder of figures."""

from __future__ import annotations

MEASURES = tuple(
    # things and bodies
    "个 家 所 间 处 座 栋 幢 套 台 件 张 支 批 批次 项 条 种 类 份 册 篇 轮 组 块 例 宗 笔 辆 艘 "
    # people
    "人 名 位 户 人次 户次 人口 "
    # frequency, order, level
    "次 倍 番 成 期 档 级 星级 等奖 节课 课时 学时 甲 乙 方面 "
    # time
    "年 周年 个月 月 周 天 日 工作日 小时 分钟 分 秒 "
    # age, money, space, weight, ratio
    "岁 周岁 元 亩 公顷 平方米 平方公里 公里 千米 米 吨 公斤 千克 个百分点 百分点 "
    # nouns that official shorthand counts without a measure word: 两证合一, 两院一体, 一卡通
    "证 院 卡".split()
)
"""A numeral directly before one of these is a figure: 一所, 两证, 三级, 五年."""

NOT_BEFORE = {
    "人": "民员力才",
    "家": "庭属",
    "名": "单称录额义",
    "批": "准复评",
    "支": "付持出撑",
    "组": "织成建",
    "条": "件例",
    "种": "植",
    "类": "似",
    "例": "如外",
    "处": "理置罚",
    "轮": "训换岗",
    "台": "阶湾",
    "级": "别",
    "成": "员立为果就效长熟",
    "期": "间",
    "年": "轻级",
    "周": "边到围密知转",
    "天": "然津气生",
    "日": "间常益趋",
    "分": "别级类工开布散享析配担管支解段区批层明流诊子点比数为",
    "元": "化素",
    "证": "明照书券实据",
    "院": "士校系落长",
    "卡": "片",
}
"""A measure word before one of these characters belongs to another word: 人民, 家庭, 成员."""

UNCOUNTED = frozenset("批")
"""Measure words with which 一 says no number: 一批 is some, and that it is at least one is inferred."""

DIMENSIONS = (
    {"%"},
    {"级", "甲", "乙"},
    {"年", "周年"},
    {"月", "个月"},
    {"周"},
    {"日", "天", "工作日"},
    {"小时", "学时", "课时"},
    {"分钟"},
    {"岁", "周岁"},
    {"元"},
    {"平方米"},
    {"个百分点", "百分点"},
)
"""Units of different groups never say the same quantity, and none of them counts things: 65岁 is not 65张, 二级 not 2家."""

FIXED = tuple(
    # a word that ends in 一, or a pronoun before it: the numeral counts nothing
    "统一 同一 单一 唯一 专一 逐一 归一 合一 划一 不一 如一 万一 任一 某一 这一 那一 另一 哪一 又一 再一 进一步 "
    # words that begin with 一
    "一次性 一方面 一系列 一揽子 一站式 一体化 一刀切 一条龙 一件事 一张网 一张图 一门式 一对一 一日三餐 一年一度 一家人 一家之言 一成不变 一位难求 "
    # parts of a word
    "百分点 百分比 百分数 四季 新一轮 新一代 新一届 最后一公里 第一时间 第一责任人 "
    # slogans that count what is no quantity of the document
    "三位一体 四位一体 五位一体 六位一体 多位一体 四个意识 四个自信 四个全面 两个维护 两个确立 两个大局 两个一百年 三个代表 "
    "百年大计 千家万户 万家灯火 百家争鸣 "
    # places
    "七台河 九台 三台县 五台 五家渠 万年县 "
    # units with a digit of their own
    "km2 m2 m3".split()
)
"""Words in which a numeral, with or without a measure word, is no figure."""

FIXED_PATTERNS = (
    r"[十万]分(?![之钟])",  # very
    r"每一(?![百千万])",
    r"(?<!以)[上下]一(?=[年级次步轮代届期个批])",
    r"一[一-龥]一(?:档|策|品|案|码|卡|表|小|特|图|制|单|证|室)",  # 一户一档, 一老一小
    r"第[一二三四五六七八九十]+(?:人民|附属)",  # 第一人民医院
)
"""The same, where a word alone does not say it."""
