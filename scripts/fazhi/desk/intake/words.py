"""What an intake says, in Chinese and English: why a file is refused, why something was changed, what must be looked at."""

from __future__ import annotations

Both = tuple[str, str]

REFUSALS: dict[str, Both] = {
    "missing": (
        "找不到这个文件：{name}。请看看名字和文件夹对不对。",
        "There is no such file: {name}. Look at its name and its folder.",
    ),
    "folder": (
        "{name} 是一个文件夹，请写出里面的一个文件。",
        "{name} is a folder; name one file in it.",
    ),
    "not-a-file": (
        "{name} 不是普通文件，请先把内容另存为 .txt、.html 或 .docx。",
        "{name} is no ordinary file; save what is in it as .txt, .html or .docx first.",
    ),
    "unreadable": (
        "打不开这个文件：{name}（{why}）。请看看有没有权限，是不是别的程序正在用它。",
        "The file cannot be opened: {name} ({why}). See whether you may read it, and whether another program is using it.",
    ),
    "empty": (
        "这个文件是空的。请打开原件看看，重新保存一次再试。",
        "This file is empty. Open the original, save it again and try once more.",
    ),
    "too-large": (
        "这个文件太大了，最多{limit} KB。请只留下要收的文章，去掉图片和别的内容再试。",
        "This file is too large; {limit} KB is the most. Keep the article alone, without pictures, and try again.",
    ),
    "program": (
        "这个文件里是{what}，读不出文字。请打开它，把文字复制到一个新的 .docx 或 .txt 文件里再试。",
        "This file holds {what_en}, from which no text can be read. Open it, copy the text into a new .docx or .txt file and try again.",
    ),
    "binary": (
        "这个文件不是文字文件。请把要收的文章另存为 .txt、.html 或 .docx 再试。",
        "This is no text file. Save the article as .txt, .html or .docx and try again.",
    ),
    "old-word": (
        "这个文件是旧的 .doc，或者设了密码。请用 WPS 或 Word 打开，去掉密码，另存为 .docx 再试。",
        "This file is an old .doc, or it has a password. Open it in Word or WPS, take the password away, save it as .docx and try again.",
    ),
    "broken-word": (
        "这个文件坏了，或者不是 Word 文档。请用 WPS 或 Word 打开，另存为新的 .docx 再试。",
        "This file is damaged, or it is no Word document. Open it in Word or WPS, save it as a new .docx and try again.",
    ),
    "wordless-word": (
        "这个 Word 文档里没有文字，也许只有图片。请把文字打进去再试。",
        "There is no text in this Word document, perhaps only pictures. Type the text and try again.",
    ),
    "wordless-page": (
        "这个网页里没有文字，文章也许是打开以后才装进去的。请在浏览器里复制文章的文字，存成 .txt 再试。",
        "There is no text in this page; the article may be loaded later. Copy its text in the browser, save it as .txt and try again.",
    ),
    "wordless": (
        "整理以后什么也没有剩下：这个文件里没有文章。请换一个文件再试。",
        "Nothing is left after cleaning: there is no article in this file. Try another one.",
    ),
    "too-many": (
        "build/intake里叫{name}的文件夹太多了。请先删掉不要的。",
        "There are too many folders named {name} in build/intake. Remove those that you no longer need.",
    ),
}
"""Why nothing was taken in, and what to do."""

REASONS: dict[str, Both] = {
    "gbk-orphan": ("接回被拼音拆开的字", "Put together a character that a reading had split"),
    "gbk-shift": ("移回错开一个字节的一串字", "Slid back a run that had lost a byte"),
    "pinyin": ("去掉夹在字里的拼音", "Took away readings between the characters"),
    "traditional": ("繁体改成简体", "Turned traditional characters into simplified ones"),
    "line-end": ("统一换行", "Made all line ends the same"),
    "unseen": ("去掉看不见的字符", "Dropped characters that nobody sees"),
    "no-character": ("去掉坏掉的字节和控制符", "Dropped broken bytes and control characters"),
    "space": ("整理空格和破折号", "Put spaces and dashes in order"),
    "blank-line": ("去掉多余的空行", "Dropped empty lines that were too many"),
    "outside": ("网页里文章以外的文字", "Text of the page outside the article"),
    "second-copy": ("重复的第二份文章", "A second copy of the article"),
    "related": ("相关链接、推荐阅读", "Links to other articles"),
    "masthead": ("网站的抬头和落款", "What the site puts above and below an article"),
    "advert": ("律师事务所的广告", "A law firm's advert"),
    "registration": ("备案号、版权行、网站地址", "Registration marks, copyright lines, the host's address"),
    "email": ("电子邮箱", "E-mail addresses"),
    "citizen-number": ("身份证号码", "Numbers of identity cards"),
    "phone": ("电话号码", "Telephone numbers"),
}
"""Why something was changed. The order is that in which the report lists them."""

FLAGS: dict[str, Both] = {
    "residue": (
        "文字还是坏的，没有把握修好，请对照原件",
        "Still damaged, and not mended for certain: compare with the original",
    ),
    "few-readings": (
        "字后有拼音，太少，不像乱码，留着没动",
        "Readings behind characters, too few to be noise: left alone",
    ),
    "converted": (
        "繁体已改成简体，人名和地名请逐个看一遍",
        "Made simplified: look at each name of a person or a place",
    ),
    "identity": (
        "可能认出孩子或别人是谁，绝不能写进案例",
        "May show who a child or somebody else is: never put it into a case",
    ),
    "school": (
        "学校的名字，可能认出孩子是谁，不能写进案例",
        "The name of a school, which may show who a child is: leave it out",
    ),
    "anonymity": (
        "同一个人有几种写法，请一律改用身份（店主、学生）",
        "One person in several forms: use a role for each (the shop owner, the pupil)",
    ),
    "surname-mou": (
        "带姓的“某某”，请改用身份（店主、学生）",
        "A surname with 某: use a role (the shop owner, the pupil)",
    ),
    "graphic": (
        "露骨的字眼，案例里只写罪名，并写内容提示",
        "Graphic words: a case has the name of the crime only, and a content note",
    ),
    "machine-english": (
        "机器翻译的英文，不要润色，请找中文原文重新写",
        "Machine English: do not polish it, find the Chinese original and write afresh",
    ),
    "english": (
        "这是英文。案例先写中文，请找到中文原文（发布机关的网站）再写",
        "This is English. A case is written in Chinese first: find the Chinese original on the site of the organ that published it",
    ),
    "mistranslation": ("已知的误译", "A known mistranslation"),
    "several-cases": (
        "这份来源里有好几个案例，一个案例写一个文件",
        "This source holds several cases: write a file for each",
    ),
    "numbering": (
        "编号缺了或者混了，请对照目录",
        "Numbering with gaps or mixed forms: compare with the list of contents",
    ),
    "glue": ("两句粘在一起", "Two sentences stuck together"),
    "relative-date": ("要按发稿日期推算的日子，请核对", "A day that counts from that of the report: check it"),
    "unresolved-date": ("推算不出的日子，请查原文", "A day that cannot be worked out: look at the original"),
    "hotline": (
        "不在求助渠道表里的号码，不能写进案例",
        "A number that is not in the list of help channels: leave it out",
    ),
    "old-law": (
        "条文编号或法律后来变了，请到官方网站核对",
        "The article or the law has changed since: check it on the official site",
    ),
    "unlisted-law": (
        "登记表里没有的法律或条文，引用前要先登记",
        "A law or an article that the registry does not have: list it before you cite it",
    ),
    "host": ("登在别人的网站上，请找发布单位的原文", "Carried by another site: look for the publisher's own text"),
    "no-day": ("没有找到发稿日期，来源的日期要查", "No day of publication was found: look it up"),
    "no-article": ("没有找到网页里的文章，全部文字都留着", "The article in the page was not found: all text was kept"),
    "quotes": ("英文里混着弯引号，抄引文时统一", "Curly quotes in English: make them the same where you quote"),
    "person": ("真名，案例里不写", "A real name: a case does not give it"),
}
"""What a person must look at; the gravest first."""

REPORT: dict[str, Both] = {
    "title": ("收稿报告：{name}", "Report of an intake: {name}"),
    "warning": (
        "这份报告和旁边的文件只给写案例的人看：里面可能有人名、电话和不适合孩子看的话，不要发布，也不要放进案例。",
        "This report and the files beside it are for the author only: they may hold names, telephone numbers and words that children should not read. Do not publish them, and copy none of it into a case.",
    ),
    "read": ("读到的是{kind}（{encoding}），共{lines}行。", "Read as {kind} ({encoding}), {lines} lines."),
    "done": (
        "改动{edits}处，少了{removed}个字符，剩下{left}个字符，在clean.txt里。每一处都列在最后一节，别的字一个也没有动。",
        "{edits} changes took away {removed} characters; {left} are left, in clean.txt. Each change is listed in the last section; nothing else was touched.",
    ),
    "left-out": ("没有读的：{what}。", "Not read: {what}."),
    "places": (
        "位置都按source.txt（读到的原文）的行和字来数，从1开始。",
        "All places are lines and columns of source.txt, the source as it was read, counted from 1.",
    ),
    "look": ("请你先看这里", "Look here first"),
    "nothing": (
        "没有发现要特别看的地方。写之前还是要对照原件。",
        "Nothing in particular was found. Compare with the original all the same.",
    ),
    "proposals": ("可以用的事实（都要核对）", "Facts that may be used (check each)"),
    "source-title": ("来源的标题", "Title of the source"),
    "publisher": ("发布单位", "Publisher"),
    "host": ("登载的网站", "Host"),
    "url": ("网址", "Address"),
    "day": ("发布日期", "Day of publication"),
    "procedures": ("办案方式（猜的）", "Procedures (a guess)"),
    "topics": ("主题（猜的）", "Topics (a guess)"),
    "sensitive": ("说到性侵害", "Tells of sexual harm"),
    "yes": ("是，要写内容提示", "yes, a content note is needed"),
    "unknown": ("没有找到", "not found"),
    "dates": ("日期", "Dates"),
    "figures": ("数字（连同“约”“超过”“余”）", "Figures (with what qualifies them)"),
    "organs": ("机关", "Organs"),
    "places-named": ("地点", "Places"),
    "laws": ("提到的法律", "Laws that are named"),
    "not-listed": ("登记表里没有", "not in the registry"),
    "inferred": ("（按发稿日期推算）", " (worked out from the day of the report)"),
    "changes": ("每一处改动", "Every change"),
    "legend": (
        "每一处改动都在下面，只出现一次：去掉的行写在“-”后面，换成的写在“+”后面；句子里的小改动，写作“第几个字 `原来→现在`”（∅是没有，␣是空格，↵是换行；挨着的写在一起）。",
        "Each change stands below once: lines taken away behind '-', what stands there now behind '+'; small changes inside a line as 'column `before→after`' (∅ is nothing, ␣ a space, ↵ a line end; neighbours are told as one).",
    ),
    "dropped": ("去掉和修好的行、词句", "Lines and phrases taken away or mended"),
    "small": ("句子里的小改动", "Small changes inside lines"),
    "at": ("第{line}行第{col}字", "line {line}, column {col}"),
    "line": ("第{line}行", "Line {line}"),
    "colon": ("：", ": "),
    "comma": ("、", "; "),
}
"""The fixed words of a report."""

KINDS: dict[str, Both] = {
    "text": ("文本", "plain text"),
    "html": ("网页", "a web page"),
    "docx": ("Word 文档", "a Word document"),
}


class Refused(Exception):
    """Something cannot be taken in; ``zh`` and ``en`` say why and what to do."""

    def __init__(self, name: str, /, **gaps: str) -> None:
        self.name = name
        self.zh, self.en = (sentence.format_map(gaps) for sentence in REFUSALS[name])
        super().__init__(self.en)
