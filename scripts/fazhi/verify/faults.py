"""What can be wrong with a finished site, and what is said about it in Chinese and English."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One fault: the file below the site, its line (0 for the whole file), the rule, and what the sentence names."""

    path: str
    line: int
    rule: str
    what: str = ""

    def said(self, lang: str) -> str:
        """The fault in one sentence, its place in front."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {SENTENCES[self.rule][lang == 'en'].format(what=_short(self.what))}"

    def __str__(self) -> str:
        """The English sentence."""
        return self.said("en")


_LONGEST = 120


def _short(what: str) -> str:
    """What the sentence names, on one line and printable, whatever a hostile file had there."""
    shown = "".join(char if char.isprintable() else repr(char)[1:-1] for char in what[: _LONGEST + 1])
    return shown if len(what) <= _LONGEST else f"{shown[:_LONGEST]}…"


SENTENCES: dict[str, tuple[str, str]] = {
    # pages: how they are written
    "encoding": ("不是UTF-8文本", "is no text in UTF-8"),
    "character": ("有不该出现的字符{what}", "holds the character {what}"),
    "doctype": ("开头不是<!DOCTYPE html>", "does not begin with <!DOCTYPE html>"),
    "syntax": ("这里的标记不是我们的写法：{what}", "the markup here is not written as ours is: {what}"),
    "unclosed": ("<{what}>没有结束", "<{what}> is not closed"),
    "unopened": ("</{what}>没有对应的开始", "</{what}> closes nothing that is open"),
    "place": ("<{what}>不能放在这里", "<{what}> must not stand here"),
    "text-place": ("这里不能有文字：{what}", "no text may stand here: {what}"),
    "element": ("不允许的元素<{what}>", "the element <{what}> is not allowed"),
    "attribute": ("不允许的属性{what}", "the attribute {what} is not allowed"),
    "twice": ("属性{what}写了两次", "the attribute {what} stands twice"),
    "value": ("不允许的属性值{what}", "the value {what} is not allowed"),
    "required": ("缺少{what}", "{what} is missing"),
    # pages: what they say of themselves
    "title": ("<title>要有一个，而且不能是空的", "there must be one <title>, and it must not be empty"),
    "heading": ("看得见的<h1>要正好一个，这里有{what}个", "there must be one <h1> that is shown, and there are {what}"),
    "id": ("id={what}写了两次", "id={what} stands twice"),
    "reference": ("{what}指向的id不在这一页", "{what} names an id that is not on this page"),
    # pages: scripts, styles, data
    "inline": ("这段<{what}>不是程序自己的", "this <{what}> is none of the program's own"),
    "data": ("给程序看的数据不是正确的JSON：{what}", "the data for programs is not good JSON: {what}"),
    "policy": ("内容安全策略不对：{what}", "the content security policy is wrong: {what}"),
    # addresses
    "load": ("从别的网站读取{what}", "loads {what} from another host"),
    "address": ("不允许的链接{what}", "the link {what} is not allowed"),
    "no-file": ("链接{what}没有对应的文件", "the link {what} leads to no file"),
    "no-anchor": ("链接{what}没有对应的位置", "the link {what} leads to no anchor"),
    # other files
    "type": ("不允许的文件类型", "is a file of a type that is not allowed"),
    "kind": ("内容和文件名不符，不是{what}", "is not what its name says, {what}"),
    "json": ("不是正确的JSON：{what}", "is not good JSON: {what}"),
    "xml": ("不是正确的XML：{what}", "is not good XML: {what}"),
    "doctype-xml": ("XML里不允许{what}", "no {what} is allowed in XML"),
    "svg": ("SVG里不允许{what}", "no {what} is allowed in an SVG"),
    "sheet": ("样式里不允许{what}", "no {what} is allowed in a style sheet"),
    "script": ("脚本不是程序自己的", "is a script that is none of the program's own"),
    "formula": ("表格里有会被当成公式的格子：{what}", "a cell would be taken for a formula: {what}"),
    "zip": ("压缩包有问题：{what}", "the archive is wrong: {what}"),
    "member": ("压缩包里的{what}不在网站里", "holds {what}, which is not in the site"),
    "part": ("文档里不允许{what}", "no {what} is allowed in a document"),
    "pdf": ("PDF里不允许{what}", "no {what} is allowed in a PDF"),
    # the folder and its list of digests
    "irregular": ("不是普通文件，没有打开", "is no regular file, and was not opened"),
    "unreadable": ("读不出来：{what}", "could not be read: {what}"),
    "size": ("太大（{what}字节），没有打开", "is too large ({what} bytes), and was not opened"),
    "name": ("文件名不能用", "has a name that cannot be used"),
    "many": ("文件太多，只看了前{what}个", "holds too many files; only the first {what} were looked at"),
    "no-manifest": ("没有校验清单", "there is no list of digests"),
    "manifest-line": ("校验清单这一行看不懂：{what}", "this line of the list of digests cannot be read: {what}"),
    "missing": ("校验清单里有，文件夹里没有", "is in the list of digests and not in the folder"),
    "changed": ("内容和校验清单不符", "is not what the list of digests says"),
    "added": ("校验清单里没有这个文件", "is not in the list of digests"),
}
"""By rule: the sentence in Chinese and in English; ``{what}`` is the thing that it names."""
