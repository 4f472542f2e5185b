"""Rules: pictures that stand in a case or a lesson."""

from fazhi.rules.rule import Rule

_CLEAN_ZH = "请运行：python3 scripts/dev.py picture {path}"
_CLEAN_EN = "Run: python3 scripts/dev.py picture {path}"

RULES = {
    "picture-name": Rule(
        "图片以 .jpg、.png 或 .webp 结尾，名字用小写字母、数字和连字符，说出图上是什么，例如 sign.jpg。SVG、GIF和别的文件不收。",
        "A picture ends in .jpg, .png or .webp; its name says what is on it, in a-z, 0-9 and hyphens, as in sign.jpg. SVG, GIF and other files are not taken.",
        says_zh="图片只收 jpg、png、webp，文件名用小写字母、数字和连字符。",
        says_en="Pictures are jpg, png or webp, and their names use a-z, 0-9 and hyphens.",
        bad="cases/plum/media/\n  Tree 1.gif",
        good="cases/plum/media/\n  tree-1.png",
    ),
    "picture-large": Rule(
        "图片超过{limit}KB。请运行 python3 scripts/dev.py picture 加这个文件，会把它改小。",
        "The picture is larger than {limit} KB. Run python3 scripts/dev.py picture with this file, which makes it smaller.",
        says_zh="一张图片不超过2MB。",
        says_en="A picture is at most 2 MB large.",
        bad="docs/lessons/fruit/media/\n  huge.png",
        good="cases/plum/media/\n  leaf.png\n  tree.png",
    ),
    "picture-count": Rule(
        "一个案例或一节课最多放{limit}张图片，多出来的没有读。请挑最要紧的留下。",
        "A case or lesson has at most {limit} pictures; those beyond are not read. Keep the ones that matter most.",
        says_zh="一个案例或一节课最多12张图片。",
        says_en="A case or lesson has at most 12 pictures.",
        bad="cases/plum/media/\n  p01.png\n…\n  p12.png\n  tree.png",
        good="cases/plum/media/\n  p01.png",
    ),
    "picture-form": Rule(
        "图片只能放在案例和课里，前后空行、独占一段，写成 ![图上是什么](media/文件名.jpg)。句子、列表、引用和 /// 块里不能放，也不能引用别的网站上的图片。",
        "A picture stands in a case or a lesson, in a paragraph of its own, as ![what it shows](media/name.jpg); not inside a sentence, a list, a quote or a /// block, and never from another site.",
        says_zh="图片独占一段，取自这个案例或这节课的 media 文件夹。",
        says_en="A picture has a paragraph of its own and lies in the media folder beside the text.",
        bad="看这棵树：![一棵结满果子的李子树](media/tree.png)",
        good="![一棵结满果子的李子树](media/tree.png)",
    ),
    "picture-alt": Rule(
        "看不见图的同学只能听到这几个字：“{alt}”。请在方括号里用一句话写出图上有什么，至少{least}个字，不要写文件名，也不要只写“图片”。",
        "This is all that somebody who cannot see the picture will hear: '{alt}'. Say in the square brackets what is on it, in at least {least} letters, not the name of the file or just 'picture'.",
        says_zh="每张图片都用一句话写出图上有什么。",
        says_en="Every picture comes with a sentence that says what is on it.",
        bad="![图片](media/tree.png)",
        good="![树上挂满李子](media/tree.png)",
    ),
    "picture-missing": Rule(
        "没有 {path} 这个文件{near}。请把图片放进去，或者改成已有的名字。",
        "There is no file {path}{near}. Put the picture there, or write the name of one that is.",
        says_zh="用到的图片都在 media 文件夹里。",
        says_en="Every picture that is named lies in the media folder.",
        bad="![一棵结满果子的李子树](media/trees.png)",
        good="![一棵结满果子的李子树](media/tree.png)",
    ),
    "picture-undeclared": Rule(
        "图片 {file} 没有写明是谁的、凭什么用。请在 zh.md 开头的 media: 下面加一行：- {{file: {file}, licence: own, author: 作者}}",
        "Nothing says whose picture {file} is. Add a row below media: at the head of zh.md: - {{file: {file}, licence: own, author: …}}",
        says_zh="每张图片都在 zh.md 的 media 里写明作者和许可。",
        says_en="The author and licence of every picture stand below media in zh.md.",
        bad="sources: …李子的报道…\npeople: {authors: [果园编写组]}\n---",
        good="media: [{licence: permission, author: 果园编写组, file: tree.png}]",
    ),
    "picture-unused": Rule(
        "图片 {file} 放在这里，正文却没有用到。请在正文里用上它，或者删掉文件和 media 里的那一行。",
        "The picture {file} is here, but the text never shows it. Show it, or delete the file and its row below media.",
        "warning",
        says_zh="放进来的图片，正文都用到。",
        says_en="Every picture that lies here is shown.",
        bad="cases/plum/media/\n  leaf.png\n  tree.png",
        good="cases/plum/media/\n  leaf-1.png",
    ),
    "picture-source": Rule(
        "图片 {file} 是别人的（{licence}），请写 source：能看到原图和许可的网址，以 https:// 开头。自己拍的、画的写 licence: own。",
        "The picture {file} is somebody else's ({licence}): give source, the https address where it and its licence can be seen. If you made it, write licence: own.",
        says_zh="别人的图片写明出处的网址。",
        says_en="A picture by others gives the address it is from.",
        bad="media: [{file: tree.png, licence: CC0, author: 果园编写组}]",
        good="media: [{file: tree.png, licence: CC0, author: 果园编写组, source: https://fruit.example/tree}]",
    ),
    "picture-kind": Rule(
        "文件名说它是{said}，内容却是{what}。请用看图软件打开，另存为 JPEG 或 PNG，再放进来；不要只改文件名。",
        "Its name says {said}, but it is {what_en}. Open it in a program for pictures and save it as JPEG or PNG; do not just rename it.",
        says_zh="图片的内容和文件名的结尾一致。",
        says_en="A picture is what the ending of its name says.",
        bad="cases/plum/media/\n  leaf.jpg\n  tree.png",
        good="cases/plum/media/\n  leaf-1.jpg\n  tree.png",
    ),
    "picture-moving": Rule(
        "这是会动的图片。动图分散注意，也印不到纸上。" + _CLEAN_ZH + "，只留第一格。",
        "This picture moves, which distracts, and no paper shows it. " + _CLEAN_EN + "; it keeps the first frame.",
        says_zh="图片不会动。",
        says_en="No picture moves.",
        bad="cases/plum/media/\n  leaf.webp\n  tree.png",
        good="cases/plum/media/\n  still.webp\n  tree.png",
    ),
    "picture-damaged": Rule(
        "这张图片读不完整：文件断了、坏了，或者颜色是给印刷机用的。请重新拷贝一份；还不行，就用看图软件另存为 JPEG 或 PNG。",
        "This picture cannot be read to its end: it breaks off, is damaged, or has colours for a printing press. Copy it again; if that does not help, save it as JPEG or PNG in a program for pictures.",
        says_zh="图片完整，浏览器都能打开。",
        says_en="A picture is whole and every browser can open it.",
        bad="cases/plum/media/\n  leaf.jpg\n  tree.png",
        good="cases/plum/media/\n  tree.png\n  whole.jpg",
    ),
    "picture-pixels": Rule(
        "图片有{width}×{height}个像素，最多{limit}万。" + _CLEAN_ZH + "，会把它改小。",
        "The picture has {width} by {height} pixels; {limit_en} million are the most. "
        + _CLEAN_EN
        + ", which makes it smaller.",
        says_zh="图片不超过1600万像素。",
        says_en="A picture has at most 16 million pixels.",
        bad="cases/plum/media/\n  leaf.png\n  tree.png",
        good="cases/plum/media/\n  tree.png\n  wide.png",
    ),
    "picture-metadata": Rule(
        "文件里除了图，还藏着：{found}。仓库是公开的，谁都能读到。"
        + _CLEAN_ZH
        + "，只留下图。已经提交过的请告诉维护者。",
        "The file holds more than the picture: {found_en}. Everybody can read it, as the repository is public. "
        + _CLEAN_EN
        + ", which keeps the picture alone. If it was committed already, tell a maintainer.",
        says_zh="图片文件里只有图：没有位置、相机、日期、作者等信息。",
        says_en="A picture file holds the picture alone: no position, camera, date or author.",
        bad="cases/plum/media/\n  leaf.jpg\n  tree.png",
        good="cases/plum/media/\n  clean.jpg\n  tree.png",
    ),
    "parity-pictures": Rule(
        "这一节的图片与中文原文不一致。中文：{zh}；英文：{en}。",
        "The pictures of this section differ from the original. Chinese: {zh}; English: {en}.",
        says_zh="两种语言的同一节里，图片相同，顺序也相同。",
        says_en="A section shows the same pictures in both languages, in the same order.",
        bad="en.md:\n![A plum tree full of fruit](media/tree.png)\n![A plum tree full of fruit](media/tree.png)",
        good="zh.md:\n![一棵结满果子的李子树](media/tree.png)\nen.md:\n![A plum tree full of fruit](media/tree.png)",
    ),
}
