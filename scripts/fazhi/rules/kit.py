"""Rules: what is found when the documents for class are made."""

from fazhi.rules.rule import Rule

RULES = {
    "kit-slide-full": Rule(
        "这一段太长，一张幻灯片放不下（字号已经缩到 {size} 磅）。请拆成两段或两行：给学生看的话要短，细节写进讲课人说的段落。",
        "This is too long for one slide, even at {size} pt. Split it in two: what the class sees is short, the rest goes into what the presenter says.",
        says_zh="一段话放得进一张幻灯片。",
        says_en="What is shown at once fits on one slide.",
        bad="- 有几个苹果？一只手拿一个，放进左边的篮子里，数一个，…",
        good="- 有几个苹果？\n- 一只手拿一个，放进左边的篮子里，数一个。",
    ),
    "kit-glyph": Rule(
        "文档用的字体里没有“{char}”（{code}），印出来会是空白。请换一个字或符号。",
        "The fonts of the documents have no '{char}' ({code}); it would be printed as a blank. Use another character.",
        says_zh="每个字和符号都印得出来。",
        says_en="Every character can be printed.",
        bad="看谁能说出理由<U+16A0>。",
        good="看谁能说出理由①②③。",
    ),
    "kit-failed": Rule(
        "课堂文件“{name}”没有做成：{why}。这多半是程序的错误，请连同这句话一起报告。",
        "The document '{name}' could not be made: {why}. This is probably our mistake; please report it with this line.",
        says_zh="课堂文件都能做出来。",
        says_en="Every document for class can be made.",
    ),
    "kit-page-full": Rule(
        "{name}必须印在一页纸上，字号缩到 {size} 磅还是放不下，多出大约 {over}%。请把“学生可能会问”的回答写短一些，或者减少问题。",
        "The {name} must fit one page and does not, even at {size} pt: about {over} % too much. Shorten the answers to awkward questions, or ask fewer.",
        says_zh="只占一页的文件，内容放得进一页纸。",
        says_en="What is meant to be one page fits on one page.",
        bad="再有一个问题：吃坏了肚子，先听他说完，…\n\n再有一个问题：吃坏了肚子，先听他说完，…",
        good="再有一个问题：吃坏了肚子，先听他说完，再请他告诉大人。",
    ),
    "kit-long-path": Rule(
        "压缩包里的路径“{name}”太长，在Windows上可能打不开（最多 {limit} 个字符）。请把编号（文件夹的名字）改短。",
        "The path '{name}' in a zip is too long to be opened safely under Windows (at most {limit} characters). Choose a shorter id, which is the folder's name.",
        says_zh="编号不要太长，压缩包在Windows上才打得开。",
        says_en="Ids are short enough for zips to be opened under Windows.",
        bad="docs/lessons/a-name-so-long-that-nobody-can-open-it-under-windows/",
        good="docs/lessons/a-name-of-ordinary-length/",
    ),
}
