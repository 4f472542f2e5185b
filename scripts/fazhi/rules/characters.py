"""Rules: what may stand in a file at all."""

from fazhi.rules.rule import Rule

RULES = {
    "not-utf8": Rule(
        "这里的字节 {byte} 不是 UTF-8。请用“另存为”，编码选 UTF-8。",
        "The byte {byte} here is not UTF-8. Save the file again with the encoding UTF-8.",
        says_zh="文件里每个字节都按UTF-8编码。",
        says_en="Every byte of a file is UTF-8.",
        bad="因为好吃<0xFF>",
        good="因为好吃（crème brûlée）。",
    ),
    "other-encoding": Rule(
        "整个文件是用 {encoding} 编码保存的，别的电脑上会变成乱码。请用“另存为”，编码选 UTF-8。",
        "The whole file was saved as {encoding} and would be garbled elsewhere. Save it again with the encoding UTF-8.",
        says_zh="文件用UTF-8编码保存。",
        says_en="Files are saved as UTF-8.",
        bad="title: <0xB9><0xD8><0xD3><0xDA>",
        good="title: 关于",
    ),
    "control-character": Rule(
        "这里有看不见的控制字符 {code}，请删掉（常见于从网页或 PDF 粘贴的文字）。",
        "There is a control character {code} here; delete it (often pasted from a web page or a PDF).",
        says_zh="文字里没有看不见的控制字符。",
        says_en="There are no control characters in the text.",
        bad="因为<U+0007>好吃<U+0000>。",
        good="因为好吃。",
    ),
    "invisible-character": Rule(
        "这里有看不见的字符 {code}（零宽或改变方向的字符），请删掉，把这几个字重新打一遍。",
        "There is an invisible character {code} here (zero width, or one that turns the direction); delete it and retype the words.",
        says_zh="文字里没有零宽字符，也没有改变书写方向的字符。",
        says_en="There are no characters of zero width and none that turn the direction.",
        bad="因<U+200B>为<U+0007>好<U+3000>吃。",
        good="因为好吃。",
    ),
    "unknown-character": Rule(
        "字符 {code} 没有公认的写法，别人的电脑上会显示成方框，请换一个字。",
        "The character {code} has no agreed shape and shows as a box on other computers; use another.",
        says_zh="每个字在别人的电脑上也显示得出来。",
        says_en="Every character can be shown on other computers, too.",
        bad="因为<U+E000>好吃。",
        good="因为好吃（<U+20BB7>）。",
    ),
    "odd-space": Rule(
        "这里有特殊空格 {code}，请删掉或改成普通空格。段首不用空两格，网页会自动排版。",
        "There is an unusual space {code} here; delete it or type an ordinary space.",
        says_zh="空格只用普通空格，段首不用空两格。",
        says_en="Spaces are ordinary spaces; paragraphs are not indented.",
        bad="<U+3000><U+3000>因为好吃。",
        good="因为好吃，Vitamin C也多。",
    ),
    "tab": Rule(
        "这里有制表符（Tab），请改成空格，每一层缩进两个空格。",
        "There is a tab here; use spaces, two for each level.",
        says_zh="缩进和间隔用空格，不用Tab键。",
        says_en="Indents and gaps are made of spaces, not of tabs.",
        bad="title:<U+0009>关于",
        good="title: 关于",
    ),
    "long-line": Rule(
        "这一行超过 {limit} 个字，请分段。",
        "The line is longer than {limit} characters; break it into paragraphs.",
        says_zh="一行（也就是一段）不超过4000个字。",
        says_en="A line, which is a paragraph, has at most 4,000 characters.",
        bad="好好好好好好好好……（一行4001个字）",
        good="好好好好好好好好……（一行400个字）",
    ),
}
