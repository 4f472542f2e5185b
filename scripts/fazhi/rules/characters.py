"""Rules: what may stand in a file at all."""

from fazhi.rules.rule import Rule

RULES = {
    "not-utf8": Rule(
        "这里的字节 {byte} 不是 UTF-8。请用“另存为”，编码选 UTF-8。",
        "The byte {byte} here is not UTF-8. Save the file again with the encoding UTF-8.",
    ),
    "other-encoding": Rule(
        "整个文件是用 {encoding} 编码保存的，别的电脑上会变成乱码。请用“另存为”，编码选 UTF-8。",
        "The whole file was saved as {encoding} and would be garbled elsewhere. Save it again with the encoding UTF-8.",
    ),
    "control-character": Rule(
        "这里有看不见的控制字符 {code}，请删掉（常见于从网页或 PDF 粘贴的文字）。",
        "There is a control character {code} here; delete it (often pasted from a web page or a PDF).",
    ),
    "invisible-character": Rule(
        "这里有看不见的字符 {code}（零宽或改变方向的字符），请删掉，把这几个字重新打一遍。",
        "There is an invisible character {code} here (zero width, or one that turns the direction); delete it and retype the words.",
    ),
    "unknown-character": Rule(
        "字符 {code} 没有公认的写法，别人的电脑上会显示成方框，请换一个字。",
        "The character {code} has no agreed shape and shows as a box on other computers; use another.",
    ),
    "odd-space": Rule(
        "这里有特殊空格 {code}，请删掉或改成普通空格。段首不用空两格，网页会自动排版。",
        "There is an unusual space {code} here; delete it or type an ordinary space.",
    ),
    "tab": Rule(
        "这里有制表符（Tab），请改成空格，每一层缩进两个空格。",
        "There is a tab here; use spaces, two for each level.",
    ),
    "long-line": Rule(
        "这一行超过 {limit} 个字，请分段。",
        "The line is longer than {limit} characters; break it into paragraphs.",
    ),
}
