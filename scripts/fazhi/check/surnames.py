"""Tell a person's name from other words: the common surnames, what may follow 某, and the words for roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.check.disguise import Around

_CLEAR = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范"
    "石姚谭廖邹熊陆郝孔崔邱秦江史顾侯邵孟龙段雷钱汤尹黎贺龚文庞樊殷施洪翟倪严牛俞章鲁葛韦毛邢尤柳岳齐梅庄辛管祝左涂谷祁舒耿牟卜"
    "路詹关苗凌费纪靳盛童欧甄项裴席卫查屈鲍位覃霍翁隋植甘景薄单柯阮桂闵柏华骆肖邬仇栾冉饶臧阳宁蒲简"
)
_ALSO_WORDS = "于向任方成常时乔康易连金万马白安古温包车游涂解应师权明"
_COMPOUND = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|轩辕|长孙|宇文|端木"
_PINYIN = (
    "Wang|Li|Zhang|Liu|Chen|Yang|Zhao|Huang|Zhou|Wu|Xu|Sun|Hu|Zhu|Gao|Lin|He|Guo|Ma|Luo|Liang|Song|Zheng|Xie|Han|Tang|"
    "Feng|Yu|Dong|Xiao|Cheng|Cao|Yuan|Deng|Fu|Shen|Zeng|Peng|Lv|Lü|Su|Lu|Jiang|Cai|Jia|Ding|Wei|Xue|Ye|Yan|Pan|Du|Dai|"
    "Xia|Zhong|Tian|Ren|Fan|Fang|Shi|Yao|Tan|Liao|Zou|Xiong|Jin|Hao|Kong|Bai|Cui|Kang|Mao|Qiu|Qin|Gu|Hou|Shao|Meng|Long|"
    "Wan|Duan|Lei|Qian|Yin|Yi|Chang|Qiao|Lai|Gong|Wen|Sui|Ouyang|Situ|Zhuge"
)
_SURNAME = rf"(?:{_COMPOUND}|[{_CLEAR}])"
_HAN = "\u4e00-\u9fff"
_NO_PERSON = (
    "个|些|种|类|项|条|款|次|样|年|月|日|天|时|处|位|名|家|所|人|事|物|方|段|地|省|市|州|县|区|旗|镇|乡|村|校|院|局|厂|店|"
    "公司|集团|企业|平台|网|软件|医院|学校|小学|中学|幼儿园|银行|机构|单位|部门|直播|游戏|[A-Za-z]"
)
"""What makes the 某 before it stand for a thing: 江苏某公司 is no Mr Su."""
_X = re.compile(rf"某(?!某?(?:{_NO_PERSON}))")
_MOU = (
    Around(_X, re.compile(rf"{_SURNAME}$"), re.compile("某?"), reach=3),
    Around(_X, re.compile(rf"(?<![{_HAN}])[{_ALSO_WORDS}]$"), re.compile("某?"), reach=2),
    Around(re.compile(r"××?(?!\d)"), re.compile(rf"[{_CLEAR}]$")),
    Around(
        re.compile(r"[XM](?:(?<=X)X{0,2}|(?:ou|OU)(?:[ -]?[Mm]ou)?)(?![\w-])"), re.compile(rf"\b(?:{_PINYIN})[ -]$")
    ),
)


def anonymised(text: str) -> Iterator[tuple[int, int]]:
    """Where a surname stands with 某 for the rest, or what translations make of it: Zhang X, Sun Moumou."""
    return (span for pattern in _MOU for span in pattern.spans(text))


ROLES = (
    "被害人|受害人|受害者|被告人|嫌疑人|当事人|证人|学生|同学|老师|教师|班主任|校长|园长|少年|少女|男孩|女孩|男生|女生|孩子|儿童|"
    "小朋友|家长|监护人|父亲|母亲|爸爸|妈妈|检察官|法官|律师|民警|警官|记者|店主|老板|原告|被告|男子|女子"
)
_TITLES = "同学|老师|检察官|法官|律师|警官|校长|医生"
_NO_NAME = (
    "管|查|席|李子|高兴|高中|高年|高度|高考|高一|高二|高三|高级|方便|方法|马上|周末|金钱|白天|安全|于是|时间|时候|常常|任何|任务|连忙|万一|"
    "成绩|成年|成长|成为|向来|应该|应当|明白|明天|明明|明知|关心|关注|关于|关系|管理|管好|查看|查清|查明|查出|查到|位置|位于|"
    "文身|文化|文具|单独|单位|单亲|项目|路上|路口|石头|田里|童年|童话|费用|纪律|谷歌|席卷|江苏|江西|宁可|宁愿|余下|许多|许可|何时|"
    "何况|何必|石家|温和|古诗|包括|车里|游戏|解释|解决|师生|权利|权益|毛病|左右|顾客|顾虑|严重|严格|牛奶|龙头|钱包|钱财|夏天|"
    "夏令|秦岭|孔子|孟子|华侨|欧洲|卫生|盛大|简单|景区|景点|路过|华为|谢谢|黄金|林地|程序|程度|曾经|曾在|曾把|曾向|施工|"
    "祝福|祝贺|凌晨|连续|齐心|雷锋|关掉|关机|关上|关闭|查询|曹操|段落|康复|易受|童车|章程|范围|史上|章节|项链|叶子|梅花"
)
_AFTER_NAME = (
    r"(?=[,.。;:!?、()《“”\s*\[]|$|的|和|与|在|说|被|把|将|向|对|从|跟|因|于|是|及|等|家|有|曾|也|就|放|没|不|以|为|案|称|告|带"
    r"|来|去|到|拿|看|先|又|再|还|只|都|想|要|给|做|写|买|卖|问|答|哭|笑|跑|走|打|叫|回|收|发|用|表|认|供|同|今|男|女)"
)
_AFTER_ROLE = re.compile(
    rf"(?:{ROLES})(?:[:,(“]|名叫|叫做?)?(?!{_NO_NAME}){_SURNAME}(?!某)[{_HAN}]{{1,2}}?{_AFTER_NAME}"
)
_AFTER_ENGLISH_ROLE = Around(
    re.compile(rf"(?:{_PINYIN}) [A-Z][a-z]+(?:-?[a-z]+)?\b"),
    re.compile(
        r"\b(?:student|pupil|teacher|victim|classmate|procurator|prosecutor|judge|lawyer|witness|mother|father|mr|mrs|ms|miss)"
        r"\.?,? $",
        re.IGNORECASE,
    ),
)
_BEFORE_TITLE = Around(
    re.compile(rf"(?:{_TITLES})(?!们)"),
    re.compile(rf"(?<![{_HAN}])(?!{_NO_NAME}|{ROLES}){_SURNAME}(?!某)[{_HAN}]{{1,2}}$"),
    reach=5,
)


def named(text: str) -> Iterator[tuple[int, int]]:
    """Where what looks like a surname and a given name stands after a role word, or before a title."""
    yield from (found.span() for found in _AFTER_ROLE.finditer(text))
    yield from _AFTER_ENGLISH_ROLE.spans(text)
    yield from _BEFORE_TITLE.spans(text)


def without_role(name: str) -> str:
    """A name without the role words around it."""
    return re.sub(rf"^(?:{ROLES})[:,(“]?|(?:{_TITLES})$", "", name)


_GENERAL = (
    "一二三四五六七八九十两几0123456789所家间个座的是在有到和或从去进上下对给让被这那哪各每某同本该全我你他她们大中小高初幼民公私办"
    "性无证建办开设多少许里外了着过就都也不没会能可要叫做看问把用为以于及等比新老好坏近远旁边请学教读"
)
_OWN = rf"[^\W\da-zA-Z_{_GENERAL}]"
_PLACE = rf"[{_HAN}]{{0,5}}[{_HAN}](?<![全本该各我你他某每跨外])[省市县区旗州镇乡村]"
_BETWEEN = rf"(?:(?![的和与或所各个家间等在有里为让对向])[{_HAN}]){{0,6}}"
_OWN_ENGLISH = r"\b(?!The |A |An |Our |This |Every |In |At )(?:[A-Z][a-z]+ |No\. ?\d+ ){1,5}"
_NUMBERED = rf"(?:{_PLACE})?{_BETWEEN}第[一二三四五六七八九十百\d]{{1,3}}"
_SCHOOL_NAME = 24
"""No proper name of a school in Chinese has more characters: seven of a place, six, four of a number, a kind."""
_SCHOOLS = (
    Around(
        re.compile("(?:小学|中学|幼儿园|附小|附中)(?![生高低中初阶])"),
        re.compile(
            rf"(?:{_NUMBERED}(?:实验|职业|高级|初级)?|{_PLACE}{_BETWEEN}"
            rf"|(?:(?<![{_HAN}])|(?<=[{_GENERAL}])){_OWN}{{2,5}}(?:实验|中心|附属|外国语|希望|双语|职业|国际)?)$"
        ),
        reach=_SCHOOL_NAME,
    ),
    Around(
        re.compile("学校"),
        re.compile(
            rf"(?:{_NUMBERED}(?:职业|高级|初级)?|{_PLACE}{_BETWEEN}"
            rf"|{_OWN}{{2,5}}(?:实验|外国语|希望|双语|职业|国际|特殊教育|专门))$"
        ),
        reach=_SCHOOL_NAME,
    ),
    Around(
        re.compile(r"School\b"),
        re.compile(rf"{_OWN_ENGLISH}(?:Primary|Elementary|Middle|High|Secondary|Experimental|Vocational|Boarding) $"),
    ),
    Around(re.compile(r"Kindergarten\b"), re.compile(rf"{_OWN_ENGLISH}$")),
)


def schools(text: str) -> Iterator[tuple[int, int]]:
    """Where a school or a kindergarten stands with a proper name; 教育局, 检察院 and other bodies are none."""
    return (span for pattern in _SCHOOLS for span in pattern.spans(text))


_ROLE_WORD = re.compile(rf"{ROLES}|[人者主员长师父母爸妈爷奶哥姐弟妹友方]|顾客|玩家|[买卖]家|家庭|未成年|成年|公司")
"""A word that says what somebody is in a case, not who."""
_NICKNAME = re.compile(rf"(?:{_SURNAME}|[小阿老])[{_HAN}]{{1,2}}")
_CAPITAL = re.compile(r"(?<!^)\b[A-Z][a-z]+|^(?!The |A |An |One |Two |This |That |Some |Many )[A-Z][a-z]+")


def is_name(form: str) -> bool:
    """Whether a declared form of a person is, or holds, a name where a role should stand."""
    if any(anonymised(form)) or any(named(form)) or _CAPITAL.search(form):
        return True
    if not re.search(f"[{_HAN}]", form) or re.search(rf"{ROLES}|人", form):
        return False
    return bool(_NICKNAME.fullmatch(form)) or not _ROLE_WORD.search(form)
