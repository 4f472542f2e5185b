"""How much the hard rules of privacy find, and how often they cry wolf: figures over made-up numbers and real text.

Nothing here belongs to anybody: residents' numbers have the area code 999999, which is no place, mobile numbers the
exchange 0000, cards the issuer 620000. They are made from a seed, so every run measures the same.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from fazhi import source
from fazhi.check.disguise import bare
from fazhi.check.identity import identifying
from fazhi.check.surnames import anonymised
from fazhi.parse import repository

SEED, EACH = 20261121, 6

# --- what is hidden ----------------------------------------------------------------------------------------------


def digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def day(rng: random.Random) -> tuple[int, int, int]:
    return rng.randint(2005, 2019), rng.randint(1, 12), rng.randint(1, 28)


def resident(rng: random.Random) -> str:
    body = "999999{}{:02}{:02}".format(*day(rng)) + digits(rng, 3)
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def resident_old(rng: random.Random) -> str:
    return "999999{:02}{:02}{:02}".format(rng.randint(60, 99), *day(rng)[1:]) + digits(rng, 3)


def mobile(rng: random.Random) -> str:
    return f"1{rng.randint(3, 9)}{digits(rng, 1)}0000{digits(rng, 4)}"


def card(rng: random.Random) -> str:
    body = "620000" + digits(rng, rng.choice((9, 10, 12)))
    total = sum(sum(divmod(int(d) * (2 - at % 2), 10)) for at, d in enumerate(reversed(body)))
    return body + str(-total % 10)


def plate(rng: random.Random) -> str:
    five, four = digits(rng, 5), digits(rng, 4)
    tail = rng.choice((five, f"D{five}", f"{four[:3]}X{four[3]}", f"{four}学"))
    return rng.choice("京沪浙粤贵新") + rng.choice("ABCEK") + tail


def address(rng: random.Random) -> str:
    road, n = rng.choice(("果园路", "梨花街", "桃子巷", "苹果大道", "柿子胡同")), rng.randint(1, 999)
    return rng.choice((f"{road}{n}号", f"{road}{n}弄", f"果树村{n % 20 + 1}组", f"{n % 30 + 1}栋{n % 4 + 1}单元{n}室"))


def birth(rng: random.Random) -> str:
    y, m, d = day(rng)
    forms = (f"{y}年{m}月{d}日出生", f"出生日期：{y}-{m:02}-{d:02}", f"生于{y}年{m}月{d}日", f"{y}.{m}.{d}出生")
    return rng.choice(forms)


def mail(rng: random.Random) -> str:
    return f"xuesheng{digits(rng, 3)}@{rng.choice(('mail.example', 'post.example.cn'))}"


KINDS: Mapping[str, tuple[str, Callable[[random.Random], str]]] = {
    "resident, 18": ("resident-number", resident),
    "resident, 15": ("resident-number", resident_old),
    "mobile": ("phone-number", mobile),
    "mobile, +86": ("phone-number", lambda rng: "+86" + mobile(rng)),
    "landline": ("phone-number", lambda rng: rng.choice(("010", "0571", "0931")) + "2" + digits(rng, 7)),
    "bank card": ("bank-card", card),
    "QQ": ("account-name", lambda rng: "QQ号：1" + digits(rng, rng.randint(6, 9))),
    "WeChat": ("account-name", lambda rng: "微信号：xue" + digits(rng, 6)),
    "plate": ("plate-number", plate),
    "address": ("home-address", address),
    "birth": ("birth-date", birth),
    "e-mail": ("email-address", mail),
}
BY_ITSELF = frozenset({"e-mail", "WeChat", "birth", "address"})
"""What is no mere number: its parts are typed as they are, so separators between its digits would be something else."""

# --- how it is hidden ----------------------------------------------------------------------------------------------

WIDE = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
FIGURES = {
    "chinese": "〇一二三四五六七八九",
    "formal": "零壹贰叁肆伍陆柒捌玖",
    "circled": "⓪①②③④⑤⑥⑦⑧⑨",
    "bold": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
}


def between(sign: str) -> Callable[[str, random.Random], str]:
    """A sign between two digits, at every place."""

    def put(text: str, rng: random.Random) -> str:
        return "".join(c + sign * (c.isdigit() and n.isdigit()) for c, n in zip(text, text[1:] + " ", strict=True))

    return put


def grouped(sign: str) -> Callable[[str, random.Random], str]:
    """Groups of four from the end, as numbers are written down."""

    def put(text: str, rng: random.Random) -> str:
        head, tail = (text[: len(text) % 4], text[len(text) % 4 :]) if text.isdigit() else (text, "")
        return sign.join(filter(None, (head, *(tail[at : at + 4] for at in range(0, len(tail), 4)))))

    return put


def figures(name: str) -> Callable[[str, random.Random], str]:
    return lambda text, rng: text.translate(str.maketrans("0123456789", FIGURES[name]))


def mixed(text: str, rng: random.Random) -> str:
    """Every digit in another dress, with something unseen here and there."""
    dresses = ["0123456789", "０１２３４５６７８９", *FIGURES.values()]
    dressed = (rng.choice(dresses)[int(c)] if c in "0123456789" else c for c in text)
    return "".join(char + rng.choice(("", "", "\u200b", "\u2060")) for char in dressed)


ANYWHERE: Mapping[str, Callable[[str, random.Random], str]] = {
    "plain": lambda text, rng: text,
    "full-width": lambda text, rng: text.translate(WIDE),
    "zero-width": lambda text, rng: "\u200b".join(text),
    "soft hyphen": between("\u00ad"),
    "Chinese digits": figures("chinese"),
    "formal digits": figures("formal"),
    "circled": figures("circled"),
    "bold": figures("bold"),
    "by number": lambda text, rng: "".join(f"&#{ord(c)};" if c in "0123456789" else c for c in text),
    "mixed": mixed,
}
NUMBERS_ONLY: Mapping[str, Callable[[str, random.Random], str]] = {
    "spaced": between(" "),
    "hyphenated": between("-"),
    "dotted": between("·"),
    "wide spaces": between("\u3000"),
    "in fours": grouped(" "),
    "in fours, -": grouped("-"),
    "emphasis": grouped("**"),
}
AROUND = (
    "{}",
    "他说：{}。",
    "记下来的是{}，后来改了。",
    "2021年3月11日，{}",
    "| 项目 | {} |",
    "# 还没删：{}\n",
    "call {} now",
    "共3人 {} 1元",
)


def planted() -> list[tuple[str, str, str, str, int, int]]:
    """Kind, disguise, rule, text, and where in it the thing begins and ends."""
    rng, found = random.Random(SEED), []
    for kind, (rule, make) in KINDS.items():
        for name, hide in {**ANYWHERE, **({} if kind in BY_ITSELF else NUMBERS_ONLY)}.items():
            for _ in range(EACH):
                hidden, around = hide(make(rng), rng), rng.choice(AROUND)
                text, start = around.replace("{}", hidden), around.index("{}")
                found.append((kind, name, rule, text, start, start + len(hidden)))
    return found


def test_what_names_a_person_is_found_in_any_dress() -> None:
    cases, found, missed = planted(), Counter[str](), []
    for kind, name, rule, text, start, end in cases:
        hits = [each for each in identifying(bare(text)) if each.rule == rule and start <= each.place < end]
        found[kind] += bool(hits)
        if not hits:
            missed.append((kind, name, text))
    every = Counter(kind for kind, *_ in cases)
    print(f"{'kind':14}{'hidden':>8}{'found':>8}")
    for kind, count in every.items():
        print(f"{kind:14}{count:8}{found[kind]:8}")
    print(f"{'all':14}{len(cases):8}{found.total():8}")
    assert len(cases) >= 500
    assert missed == []


# --- false alarms --------------------------------------------------------------------------------------------------

INNOCENT = """
（2021）浙0192民初10993号民事调解书于2021年3月11日生效。
最高人民检察院第35批指导性案例（检例第141号至第145号）于2022年3月7日发布。
依照《中华人民共和国刑法》第二百八十七条之二、第六十七条第三款的规定，判决如下。
第一百二十七条、第一百二十八条、第一百二十九条第一款第（二）项。
本法自2021年6月1日起施行。
2019年1月1日以后出生的儿童，适用本办法。
2003年12月31日前出生的人，可以选择原来的办法。
年满16周岁不满18周岁的人犯罪，应当从轻或者减轻处罚。
涉案资金108万元，其中9.8万元是诈骗所得。
违法所得人民币1,380,013,800.00元，依法予以没收。
注册资本13800138000元，实缴138000000000元。
全国共有未成年网民193000000人，互联网普及率97.2%。
法发〔2020〕45号、高检发释字〔2019〕4号、公通字〔2014〕4号。
国新出发〔2021〕14号通知自2021年9月1日起实施。
每周五、周六、周日和法定节假日20时至21时提供1小时服务。
心里烦可以打12355，想问检察院打12309，有诈骗打96110，危险打110。
消费投诉打12315，网上举报打12377，法律问题打12348，政务打12345。
区号加96110打来的电话要接，0571加12345也能打通。
网站是12309.gov.cn和12377.cn。
2018-01/2019-05、2020-12-02、2021-02-07、2021-02-09、2021-03-11。
2018-01-05 2019-05-12 2020-12-02 2021-03-11
2019—2021年，2018、2019、2020、2021年四年的数据。
第1、2、3、4、5、6、7、8、9、10、11条。
| 2018 | 2019 | 2020 | 2021 |
| 1500 | 1380 | 1270 | 1190 | 1020 |
比例分别是13.5%、14.6%、15.7%、16.8%、17.9%。
圆周率约为3.14159265358979，根号二约为1.41421356237。
校验和是9f86d081884c，另一个是4d313798。
ISBN 978-7-5093-0000-0，定价38.00元。
条形码6901234567892印在袋子上。
生产许可证编号SC10133010100001，保质期180天。
统一社会信用代码91330100MA00000000。
京ICP备12345678号-1，京公网安备11010502012345号。
浙B2-20100257，网络文化经营许可证浙网文〔2020〕1234-567号。
订单号2021031112345678，流水号1234567890123456。
卡面上有16位数字，例如1234567890123456只是举例。
检例第141号，余检行公建〔2020〕12号，杭检民公〔2020〕1号。
法院位于杭州，互联网法院在网上开庭。
从2017年6月起，接待过几百名顾客，其中40多人是未成年人。
一万两千三百四十五元六角七分。
一二三四五，上山打老虎。
三年五年七年十年，一年一年又一年。
二〇二一年三月十一日，法院出具调解书。
第二十一条第一款第（一）项至第（五）项。
他每天玩10多个小时，2022年5月到6月花了1万多元。
不满14周岁孩子的个人信息都是敏感个人信息。
按95万条平均，30万元除以95万条，每条不到0.4元。
路上3号线地铁坏了，公路12号桥在修。
思路1号和思路2号都可以，线路3号还没有定。
这条街2021年修好了，大道通车10年了。
App收集QQ号、微信号、手机号、身份证号、银行卡号、车牌号和家庭住址。
微信：它是一款聊天软件；QQ也是。QQ群里有50000人。
邮箱、电子邮件地址也是个人信息，写成“某某@某某”的样子。
每人1份，A4纸，40分钟，6组，每组5到7人。
08:00-09:30 10:00-11:30 14:00-15:30
第16届全国人大常委会第22次会议1999年通过，2020年第二次修订。
参见 https://www.spp.gov.cn/xwfbh/wsfbt/202203/t20220307_547722.shtml
参见 https://www.chinacourt.org/article/detail/2021/03/id/5876543.shtml
见 http://www.npc.gov.cn/npc/c30834/202010/82a8f1b84350432cac03b1e382ee1744.shtml
An order for 1,500,000 yuan was made on 11 March 2021; 34 measures followed.
Articles 13, 14, 15, 16, 17, 18 and 19 came into force on 1 June 2021.
In 2019 and 2020, 95 per cent of minors were online: 13.8 million of 193 million.
Call 12355 or 12356; in danger call 110. The number 96110 may call you.
Children born after 2019 are too young; he was born in a village.
The case number is (2021) Zhe 0192 Min Chu 10993.
Room for 3 groups, 12 desks, 45 minutes, 1 page of A4, 2 rounds of 15 minutes.
He was sentenced to 15 years and 6 months; the fine was RMB 3,000.
一名学生、一位老师和一名家长坐在一起；检察官高兴地说好。
京某公司、北京某公司、某App、某市、江苏某公司、令某些人、与某个人。
对方某个账号，提高某种能力，从某一天起，和某人见面。
""".strip().split("\n")


def alarms(text: str) -> list[str]:
    """Whatever an innocent text is accused of."""
    plain = bare(text)
    return [each.rule for each in identifying(plain)] + ["surname-mou" for _ in anonymised(plain.text)]


def test_the_style_of_statutes_and_reports_raises_no_alarm() -> None:
    assert len(INNOCENT) >= 60
    assert {line: found for line in INNOCENT if (found := alarms(line))} == {}


def test_our_own_pages_raise_no_alarm_outside_official_titles(ROOT: Path) -> None:
    parsed, _ = repository.parse(source.read(ROOT)[0])
    found = [
        (path, line)
        for path, text in parsed.texts.items()
        for line in text.split("\n")
        if alarms(line) and not line.startswith("  title: ")
    ]
    print(f"{len(parsed.texts)} files, {sum(map(len, parsed.texts.values()))} characters, {len(found)} false alarms")
    assert found == []
