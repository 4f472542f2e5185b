"""Rules: which files are read."""

from fazhi.rules.rule import Rule

RULES = {
    "not-a-file": Rule(
        "这里只能放普通文件，不能是链接、管道或设备。请删掉它，换成文件本身。",
        "Only regular files may lie here, no links, pipes or devices. Remove it and put the file itself.",
    ),
    "unexpected-file": Rule(
        "这个位置或文件名不在约定之内，不会被读取。案例放 cases/<编号>/zh.md 和 en.md，文件名只用小写字母、数字和连字符。",
        "No file of this name belongs here and it is not read. A case is cases/<id>/zh.md and en.md; names use a-z, 0-9 and hyphens.",
    ),
    "bad-id": Rule(
        "文件夹名“{id}”就是网址里的编号，只能用小写英文字母、数字和连字符，例如 short-video-app。",
        "The folder name '{id}' becomes part of the address: use only a-z, 0-9 and hyphens, as in short-video-app.",
    ),
    "reserved-name": Rule(
        "文件夹名“{id}”是 Windows 或网站自己要用的名字，请换一个，例如 {id}-1。",
        "The name '{id}' is kept by Windows or by the site itself. Choose another, such as {id}-1.",
    ),
    "case-twin": Rule(
        "和 {twin} 只差大小写，在 Windows 上会互相覆盖。请改名。",
        "Differs from {twin} only in upper and lower case and would overwrite it on Windows. Rename it.",
    ),
    "unreadable": Rule("文件打不开：{why}。", "The file cannot be opened: {why}."),
    "too-large": Rule(
        "文件超过 {limit} KB。请拆成几个案例，或删去不需要的内容。",
        "The file is larger than {limit} KB. Split it, or take out what is not needed.",
    ),
    "missing-file": Rule(
        "缺少文件 {file}，没有它无法生成网站。",
        "The file {file} is missing; the site cannot be built without it.",
    ),
}
