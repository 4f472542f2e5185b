"""Pinyin above the characters: how words of the real pages are read, and what stands on the pages."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypinyin import Style, pinyin

from fazhi.build import rendered
from fazhi.checked import Checked, check
from fazhi.model.blocks import spans
from fazhi.model.library import Case, Lesson, Library
from fazhi.model.pinyin import HAN, fits, syllables
from fazhi.model.reference import Reading, Term
from fazhi.render.entries import with_pinyin
from fazhi.render.pinyin import Reader

Repo = Callable[..., Path]

READ = """
小摊做得干净 xiǎo tān zuò de gān jìng
吃得安全 chī de ān quán
扔得远远的 rēng de yuǎn yuǎn de
窗户关得好好的 chuāng hu guān de hǎo hǎo de
出口要能出得去 chū kǒu yào néng chū de qù
还坐得太挤 hái zuò de tài jǐ
我觉得有危险 wǒ jué de yǒu wēi xiǎn
大人用得着 dà ren yòng de zháo
着火的时候 zháo huǒ de shí hou
先别急着送嘴巴 xiān bié jí zhe sòng zuǐ ba
门上着一把锁 mén shàng zhe yì bǎ suǒ
沿着蓝箭头走一走 yán zhe lán jiàn tóu zǒu yi zǒu
这个名字有点长 zhè ge míng zi yǒu diǎn cháng
老师或者家长 lǎo shī huò zhě jiā zhǎng
我们来数一数 wǒ men lái shǔ yi shǔ
学校和小摊的数量 xué xiào hé xiǎo tān de shù liàng
数字只见于一份转载的材料 shù zì zhǐ jiàn yú yí fèn zhuǎn zǎi de cái liào
教我看标签 jiāo wǒ kàn biāo qiān
贴在教室里 tiē zài jiào shì lǐ
一份给教育局 yí fèn gěi jiào yù jú
三样都写着，没过期 sān yàng dōu xiě zhe méi guò qī
今天已经过了 jīn tiān yǐ jīng guò le
办过一个案子 bàn guo yí gè àn zi
没见过的车 méi jiàn guo de chē
有没有被好好执行 yǒu méi yǒu bèi hǎo hǎo zhí xíng
站着也行 zhàn zhe yě xíng
行政公益诉讼 xíng zhèng gōng yì sù sòng
脏东西会跑进去 zāng dōng xi huì pǎo jìn qù
桌子脏，手也脏 zhuō zi zāng shǒu yě zāng
脸发白 liǎn fā bái
炸串没盖盖子 zhá chuàn méi gài gài zi
苍蝇飞来飞去 cāng ying fēi lái fēi qù
豆干 dòu gān
栏杆松了 lán gān sōng le
旁边的水杯倒了 páng biān de shuǐ bēi dǎo le
一跑就滑倒 yì pǎo jiù huá dǎo
会绊倒人 huì bàn dǎo rén
一碰就晃 yí pèng jiù huàng
会划破手 huì huá pò shǒu
不划算 bù huá suàn
便宜不等于不好 pián yi bù děng yú bù hǎo
便民热线 biàn mín rè xiàn
为什么 wèi shén me
为大家打官司 wèi dà jiā dǎ guān si
把它作为典型案例发布 bǎ tā zuò wéi diǎn xíng àn lì fā bù
当作指导性案例 dàng zuò zhǐ dǎo xìng àn lì
一起当小侦探 yì qǐ dāng xiǎo zhēn tàn
箱子很重 xiāng zi hěn zhòng
只收聪明小朋友 zhǐ shōu cōng míng xiǎo péng you
好的路也要铺出来 hǎo de lù yě yào pū chū lái
分开来处理 fēn kāi lái chǔ lǐ
合适的去处 hé shì de qù chù
他们替国家看着 tā men tì guó jiā kàn zhe
谁来照看他们 shuí lái zhào kàn tā men
宁可少讲 nìng kě shǎo jiǎng
可以要求赔钱 kě yǐ yāo qiú péi qián
参与编写 cān yù biān xiě
中国新闻社 zhōng guó xīn wén shè
一种信 yì zhǒng xìn
吃了东西中毒 chī le dōng xi zhòng dú
小朋友管不了 xiǎo péng you guǎn bù liǎo
出了事就晚了 chū le shì jiù wǎn le
不认识的人 bú rèn shi de rén
不笑话人 bú xiào hua rén
还不好好管 hái bù hǎo hǎo guǎn
可以还给他 kě yǐ huán gěi tā
市场监管的叔叔阿姨 shì chǎng jiān guǎn de shū shu ā yí
爸爸妈妈要上班 bà ba mā ma yào shàng bān
要是你 yào shi nǐ
沿河土家族自治县 yán hé tǔ jiā zú zì zhì xiàn
高压电线 gāo yā diàn xiàn
车一急刹 chē yì jí shā
"""
"""Phrases of the pages for grades 1 and 2 whose reading is easy to get wrong, as a teacher would read them out."""

TONES = """
一 yī
第一个 dì yī gè
一年级 yī nián jí
一二三 yī èr sān
是一、三、四 shì yī sān sì
一张 yì zhāng
一排 yì pái
一起 yì qǐ
一共 yí gòng
一个 yí gè
看一看 kàn yi kàn
不 bù
不接 bù jiē
不能 bù néng
不好 bù hǎo
不是 bú shì
不得不 bù dé bù
买不买 mǎi bu mǎi
好不好 hǎo bu hǎo
不一定 bù yí dìng
"""
"""How 一 and 不 change in the reading books of grades 1 and 2."""


@pytest.fixture(scope="module")
def real(ROOT: Path) -> Checked:
    return check(ROOT)


@pytest.fixture(scope="module")
def reader(real: Checked) -> Reader:
    return Reader(real.library)


def cases(text: str) -> list[tuple[str, str]]:
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in text.strip().splitlines()]


def said(reader: Reader, text: str) -> str:
    return " ".join(syllable for _, syllable in reader.read(text) if syllable)


@pytest.mark.parametrize(("phrase", "expected"), cases(READ))
def test_a_phrase_is_read_as_a_teacher_reads_it(reader: Reader, phrase: str, expected: str) -> None:
    assert said(reader, phrase) == expected


def test_the_phrases_stand_on_the_pages(real: Checked) -> None:
    every: list[Case | Lesson] = [*real.library.cases.values(), *real.library.lessons.values()]
    entries = [entry for entry in every if with_pinyin(entry)]
    assert len(entries) >= 4
    text = "".join(
        getattr(span, "text", "") for entry in entries for section in entry.original.sections for span in spans(section)
    )
    text += "".join(channel.name.zh + channel.purpose.zh for channel in real.library.channels.values())
    there = [phrase for phrase, _ in cases(READ) if phrase in text]
    assert len(there) >= 60, sorted({phrase for phrase, _ in cases(READ)} - set(there))


@pytest.mark.parametrize(("phrase", "expected"), cases(TONES))
def test_yi_and_bu_carry_the_tone_in_which_they_are_spoken(phrase: str, expected: str) -> None:
    rows = [Reading(zh="一年级", pinyin="yī niánjí"), Reading(zh="一二三", pinyin="yī èr sān")]
    assert said(Reader(Library(readings={row.zh: row for row in rows})), phrase) == expected


def test_the_glossary_has_its_own_pinyin(real: Checked) -> None:
    term = real.library.terms["procurator"]
    assert said(Reader(real.library), term.zh) == " ".join(syllables(term.pinyin))
    other: Term = term.model_copy(update={"pinyin": "jiānchāguān"})
    assert said(Reader(replace(real.library, terms={"procurator": other})), f"这位{term.zh}") == "zhè wèi jiān chā guān"


def test_the_longest_word_wins() -> None:
    rows = [Reading(zh="改过", pinyin="gǎiguo"), Reading(zh="改过自新", pinyin="gǎiguò zìxīn")]
    reader = Reader(Library(readings={row.zh: row for row in rows}))
    assert said(reader, "改过的") == "gǎi guo de"
    assert said(reader, "改过自新") == "gǎi guò zì xīn"


def test_a_single_character_of_the_list_does_not_touch_words(reader: Reader) -> None:
    assert said(reader, "觉得脏") == "jué de zāng"
    assert said(reader, "心脏") == "xīn zàng"


def test_every_listed_reading_is_one_of_the_character(real: Checked) -> None:
    """A slip of the pen in the list: a syllable that the character never has, whatever its tone."""
    rows = [(row.zh, row.pinyin) for row in real.library.readings.values()]
    rows += [(row.zh, row.pinyin) for row in real.library.terms.values()]
    wrong = []
    for zh, written in rows:
        for char, syllable in zip(HAN.findall(zh), syllables(written), strict=True):
            known = {plain(reading) for reading in pinyin(char, style=Style.TONE, heteronym=True)[0]}
            if plain(syllable) not in known:
                wrong.append((zh, char, syllable, known))
    assert not wrong


def plain(syllable: str) -> str:
    return syllable.translate(str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü"))


@pytest.mark.parametrize(
    ("zh", "written", "good"),
    [
        ("西安", "xī'ān", True),
        ("先", "xiān", True),
        ("检察院", "jiǎncháyuàn", True),
        ("办案", "bàn'àn", True),
        ("儿女", "érnǚ", True),
        ("App里", "lǐ", True),
        ("检察院", "jiǎnchá", False),
        ("先", "xī'ān", False),
        ("好", "", False),
        ("好", "好hǎo", False),
    ],
)
def test_pinyin_has_a_syllable_for_each_character(zh: str, written: str, good: bool) -> None:
    assert fits(zh, written) is good


def test_only_characters_have_pinyin_and_nothing_becomes_markup(reader: Reader) -> None:
    html = str(reader.ruby("第12条，App<b>&“好”"))
    assert re.sub(r"<ruby>.<rt aria-hidden=\"true\">[^<]+</rt></ruby>", "", html) == "12，App&lt;b&gt;&amp;“”"
    assert reader.ruby("") == ""


class _Text(HTMLParser):
    """The characters of a page that stand outside of ruby, of the list of sources and of drawings; and the ids."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.bare = ""
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("input", "br"):
            self.inside.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        while self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"ruby", "ol", "svg"} & set(self.inside):
            self.bare += data


@pytest.fixture(scope="module")
def young(mini: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, str]]:
    """The pages of the dwarf repository, where a lesson and its case are for grades 1 and 2 as well."""
    from fazhi import disk

    def younger(name: str, data: bytes) -> bytes:
        if name == "docs/reference/grades.yml":
            band = re.sub(rb"id: primary-upper", b"id: primary-lower", data[: data.index(b"- id: junior")])
            return band + data
        if name in ("docs/lessons/fruit/zh.md", "cases/apple/zh.md"):
            return data.replace(b"grades: [primary-upper", b"grades: [primary-lower, primary-upper")
        return data

    root = tmp_path_factory.mktemp("young")
    disk.sync(root, {name: younger(name, data) for name, data in mini.items()})
    checked = check(root)
    assert checked.good, checked.problems
    return rendered(checked).editions


@pytest.mark.parametrize("name", ["lessons/fruit-pinyin.md", "cases/apple-pinyin.md"])
def test_every_character_of_the_text_has_its_reading(young: Mapping[str, Mapping[str, str]], name: str) -> None:
    page = young["zh"][name]
    text = _Text()
    text.feed(page[page.index('<div lang="zh-Hans">') : page.index('<p class="fz-hint">拼音')])
    assert not HAN.findall(text.bare.replace("[", "").replace("]", ""))
    assert page.count("<ruby>") > 200
    assert len(set(text.ids)) == len(text.ids)


def test_a_page_with_pinyin_is_chinese_in_both_frames(young: Mapping[str, Mapping[str, str]]) -> None:
    zh, en = (young[lang]["lessons/fruit-pinyin.md"] for lang in ("zh", "en"))
    body = re.compile(r"<h1>.*</h1>")
    assert body.findall(zh) == body.findall(en) != []
    assert "../../zh/laws/" in en
    assert "../../zh/" not in zh.split("---", 2)[2]


def test_a_page_with_pinyin_leads_back_and_is_found_from_its_page_alone(young: Mapping[str, Mapping[str, str]]) -> None:
    for lang, tree in young.items():
        assert 'href="fruit-pinyin.html"' in tree["lessons/fruit.md"], lang
        assert 'href="fruit.html"' in tree["lessons/fruit-pinyin.md"], lang
        assert "noindex" in tree["lessons/fruit-pinyin.md"], lang
        assert "-pinyin.html" not in tree["search/index.js"], lang
        assert "cases/pear-pinyin.md" not in tree, lang


def test_what_is_the_presenters_has_no_pinyin(young: Mapping[str, Mapping[str, str]]) -> None:
    bare = re.sub(r"<rt[^>]*>[^<]*</rt>|<[^>]+>", "", young["zh"]["lessons/fruit-pinyin.md"])
    assert "果" in bare
    assert "只给主讲人看" not in bare
