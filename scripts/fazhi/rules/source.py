"""Rules: which files are read."""

from fazhi.rules.rule import Rule

RULES = {
    "not-a-file": Rule(
        "这里只能放普通文件，不能是链接、管道或设备。请删掉它，换成文件本身。",
        "Only regular files may lie here, no links, pipes or devices. Remove it and put the file itself.",
        says_zh="文件夹里放文件本身，不放快捷方式或链接。",
        says_en="Folders hold the files themselves, not links to them.",
        bad="cases/apple/zh.md → ../桌面/apple.md",
        good="cases/apple/zh.md",
    ),
    "unexpected-file": Rule(
        "这个位置或文件名不在约定之内，不会被读取。案例放 cases/<编号>/zh.md 和 en.md，文件名只用小写字母、数字和连字符。",
        "No file of this name belongs here and it is not read. A case is cases/<id>/zh.md and en.md; names use a-z, 0-9 and hyphens.",
        says_zh="每个文件都有约定的位置和名字。",
        says_en="Every file has its agreed place and name.",
        bad="cases/apple/\n  Notes.docx\n  en.md\n  zh.md",
        good="cases/apple/\n  en.md\n  zh.md",
    ),
    "bad-id": Rule(
        "文件夹名“{id}”就是网址里的编号，只能用小写英文字母、数字和连字符，例如 short-video-app。",
        "The folder name '{id}' becomes part of the address: use only a-z, 0-9 and hyphens, as in short-video-app.",
        says_zh="编号（文件夹的名字）只用小写英文字母、数字和连字符。",
        says_en="An id (the name of the folder) uses only a-z, 0-9 and hyphens.",
        bad="cases/My_Case/",
        good="cases/my-case-2/",
    ),
    "reserved-name": Rule(
        "文件夹名“{id}”是 Windows 或网站自己要用的名字，请换一个，例如 {id}-1。",
        "The name '{id}' is kept by Windows or by the site itself. Choose another, such as {id}-1.",
        says_zh="编号避开Windows和网站自己要用的名字。",
        says_en="An id is no name that Windows or the site keeps for itself.",
        bad="cases/con/",
        good="cases/con-1/",
    ),
    "case-twin": Rule(
        "和 {twin} 只差大小写，在 Windows 上会互相覆盖。请改名。",
        "Differs from {twin} only in upper and lower case and would overwrite it on Windows. Rename it.",
        says_zh="两个文件名不能只差大小写。",
        says_en="No two file names differ only in upper and lower case.",
        bad="templates/pages/Case.md.j2\ntemplates/pages/case.md.j2",
        good="templates/pages/case.md.j2\ntemplates/pages/cases.md.j2",
    ),
    "unreadable": Rule(
        "文件打不开：{why}。",
        "The file cannot be opened: {why}.",
        says_zh="文件要打得开。",
        says_en="Every file can be opened.",
        bad="cases/apple/zh.md（拒绝访问 / permission denied）",
        good="cases/apple/zh.md",
    ),
    "too-large": Rule(
        "文件超过 {limit} KB。请拆成几个案例，或删去不需要的内容。",
        "The file is larger than {limit} KB. Split it, or take out what is not needed.",
        says_zh="一个文件不超过512 KB，大约是一本书的文字。",
        says_en="A file has at most 512 KB, the text of a book.",
        bad="docs/pages/about/en.md（600 KB）",
        good="docs/pages/about/en.md（512 KB）",
    ),
    "missing-file": Rule(
        "缺少文件 {file}，没有它无法生成网站。",
        "The file {file} is missing; the site cannot be built without it.",
        says_zh="登记簿等必需的文件都在。",
        says_en="The files that the site cannot do without are there.",
        bad="docs/reference/\n…\n  law-cards.yml\n  packs.yml\n…",
        good="docs/reference/\n…\n  law-cards.yml\n  laws.yml\n  packs.yml\n…",
    ),
}
