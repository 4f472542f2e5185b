"""Rules: what is found when the documents for class are made."""

from fazhi.rules.rule import Rule

RULES = {
    "kit-slide-full": Rule(
        "这一段太长，一张幻灯片放不下（字号已经缩到 {size} 磅）。请拆成两段或两行：给学生看的话要短，细节写进讲课人说的段落。",
        "This is too long for one slide, even at {size} pt. Split it in two: what the class sees is short, the rest goes into what the presenter says.",
    ),
    "kit-glyph": Rule(
        "文档用的字体里没有“{char}”（{code}），印出来会是空白。请换一个字或符号。",
        "The fonts of the documents have no '{char}' ({code}); it would be printed as a blank. Use another character.",
    ),
    "kit-failed": Rule(
        "课堂文件“{name}”没有做成：{why}。这多半是程序的错误，请连同这句话一起报告。",
        "The document '{name}' could not be made: {why}. This is probably our mistake; please report it with this line.",
    ),
    "kit-page-full": Rule(
        "{name}必须印在一页纸上，字号缩到 {size} 磅还是放不下，多出大约 {over}%。请把“学生可能会问”的回答写短一些，或者减少问题。",
        "The {name} must fit one page and does not, even at {size} pt: about {over} % too much. Shorten the answers to awkward questions, or ask fewer.",
    ),
    "kit-long-path": Rule(
        "压缩包里的路径“{name}”太长，在Windows上可能打不开（最多 {limit} 个字符）。请把编号（文件夹的名字）改短。",
        "The path '{name}' in a zip is too long to be opened safely under Windows (at most {limit} characters). Choose a shorter id, which is the folder's name.",
    ),
}
