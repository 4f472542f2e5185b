"""Rules: where links, citations and source marks lead."""

from fazhi.rules.rule import Rule

RULES = {
    "unknown-law": Rule(
        "登记簿里没有编号为“{law}”的法律{near}。请查 docs/reference/laws.yml，或先在那里登记。",
        "No law '{law}' is in the registry{near}. See docs/reference/laws.yml, or register it there first.",
        says_zh="引用的法律都在登记簿里。",
        says_en="Every law that is cited is in the registry.",
        bad="- [未成年人保护法第72条](law:mll#72) 要先问监护人。",
        good="- [未成年人保护法第9条](law:ml#9) 要告诉监护人。",
    ),
    "unknown-article": Rule(
        "《{law}》登记的条文里没有第{article}条。请核对条号；确实有的话，先在 docs/reference/laws.yml 的 articles 里登记。",
        "Article {article} of '{law}' is not in the registry. Check the number; if it is right, add it to articles in docs/reference/laws.yml first.",
        says_zh="引用的条文都登记过。",
        says_en="Every article that is cited is registered.",
        bad="- [未成年人保护法第172条](law:ml#172) 要先问监护人。",
        good="- [行政诉讼法第25条](law:alpl#25) 先提建议。",
    ),
    "citation-text": Rule(
        "链接指向第{article}条，文字里却没有“{article}”。请写成如“{example}”。",
        "The link leads to Article {article}, but its words do not say '{article}'. Write, for instance, '{example}'.",
        says_zh="链接的文字和它指向的条号一致。",
        says_en="The words of a citation name the article that it leads to.",
        bad="- [未成年人保护法第172条](law:ml#72) 要先问监护人。",
        good="- [该法第72条](law:ml#72) 要先问监护人。",
    ),
    "unknown-target": Rule(
        "链接“{target}”指向的内容不存在{near}。",
        "The link '{target}' leads to nothing{near}.",
        says_zh="站内链接指向真有的内容。",
        says_en="Links within the site lead to something that is there.",
        bad="洗手。见…、[梨](case:paer)、…",
        good="洗手。见[梨](case:pear)和[下面](#before)。",
    ),
    "bad-link": Rule(
        "链接“{target}”不能用。可以用 law: term: case: lesson: page: #小节，或 https:// 开头的官方网址。",
        "The link '{target}' cannot be used. Use law: term: case: lesson: page: #section, or an official https:// address.",
        says_zh="链接只用站内写法，或官方的 https:// 网址。",
        says_en="Links are those of the site, or official https:// addresses.",
        bad="洗手。见…[三](http://www.spp.gov.cn/)、[四](../help.html)。",
        good="洗手。见[三](https://www.spp.gov.cn/)、[四](page:help)。",
    ),
    "unknown-source": Rule(
        "来源标记 [^{id}] 在开头的 sources 里没有{near}。请在那里登记这个来源。",
        "The source mark [^{id}] is not in sources{near}. Add the source to the front matter.",
        says_zh="来源标记都在开头的 sources 里登记过。",
        says_en="Every source mark is listed in sources.",
        bad="2022年5月至6月，有人卖了12个坏梨[^gazette][^gazete]。",
        good="2022年5月至6月，有人卖了12个烂梨[^gazette]。",
    ),
    "source-place": Rule(
        "来源标记 [^{id}] 只能用在案例里。课和页面请链接到案例，例如 [文字](case:案例编号)。",
        "The source mark [^{id}] can stand in a case only. In a lesson or page link to the case: [words](case:id).",
        says_zh="来源标记只用在案例里。",
        says_en="Source marks stand in cases only.",
        bad="因为好吃[^gazette]。",
        good="因为好吃，见[苹果的案子](case:apple)。",
    ),
    "unused-source": Rule(
        "来源“{id}”在正文里一次也没有用到。请在相应的句子后写 [^{id}]，或删掉它。",
        "The source '{id}' is never used. Mark the sentences that rest on it with [^{id}], or delete it.",
        "warning",
        says_zh="登记了的来源，正文里要用到。",
        says_en="A source that is listed is used in the text.",
        bad="2022年5月至6月，有人卖了12个坏梨。",
        good="2022年5月至6月[^gazette]，有人卖了12个坏梨。",
    ),
}
